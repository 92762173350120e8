package io.jm.swarm;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.engine.EngineRefusal;
import io.jm.engine.NodeRole;
import io.jm.engine.SwarmClient;
import io.jm.engine.SwarmInfo;
import io.jm.engine.SwarmNode;
import io.jm.lifecycle.FanOut;
import io.jm.swarm.Step.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Carries out a {@link ClusterPlan}: what fails for one machine does not stop the others. */
final class Joining {
    private final JoinRequest request;
    private final Survey survey;
    private final Council council;
    private final Consumer<Result> report;
    private final Map<String, JmException> failures = new ConcurrentHashMap<>();
    private final Map<String, Result> results = new ConcurrentHashMap<>();

    /**
     * Prepares.
     *
     * @param council the managers that answer; empty if there is no swarm yet
     * @param report gets what became of each machine
     */
    Joining(JoinRequest request, Survey survey, Council council, Consumer<Result> report) {
        this.request = request;
        this.survey = survey;
        this.council = council;
        this.report = report;
    }

    /** What became of a machine. */
    record Result(String machine, NodeRole role, String text) {}

    /**
     * Carries the plan out.
     *
     * @return the failures of machines, in their order
     */
    List<JmException> run(ClusterPlan plan) {
        for (Step step : plan.all(Action.FAIL)) {
            failures.put(step.machine(), new SwarmException(step.machine() + ": " + step.problem()));
        }
        List<JmException> left = new ArrayList<>();
        plan.old().forEach(node -> remove(node, left));
        each(plan.all(Action.INIT), this::init);
        if (!council.isEmpty()) {
            change(plan);
        }
        left.addAll(inOrder(plan));
        return left;
    }

    private void remove(SwarmNode node, List<JmException> left) {
        try {
            council.removeNode(node.id());
        } catch (JmException e) {
            left.add(e.within("the node that " + node.hostname() + " was before"));
        }
    }

    private void change(ClusterPlan plan) {
        each(plan.all(Action.KEEP), this::keep);
        List<Step> joining = plan.all(Action.JOIN);
        // a new manager needs the agreement of the others, so that one comes after the other
        each(joining.stream().filter(step -> step.role() == NodeRole.MANAGER).toList(), this::join);
        List<Step> workers =
                joining.stream().filter(step -> step.role() == NodeRole.WORKER).toList();
        if (!workers.isEmpty()) {
            FanOut.run(workers, request.parallel(), step -> attempt(step, this::join));
            // in their order, not in that in which they came
            workers.forEach(this::report);
        }
        each(plan.all(Action.PROMOTE), this::promote);
        each(plan.all(Action.DEMOTE), this::demote);
    }

    private List<JmException> inOrder(ClusterPlan plan) {
        List<JmException> all = new ArrayList<>();
        for (Step step : plan.steps()) {
            JmException failure = failures.get(step.machine());
            if (failure != null) {
                all.add(failure);
            }
        }
        return all;
    }

    private void each(List<Step> steps, Consumer<Step> work) {
        for (Step step : steps) {
            attempt(step, work);
            report(step);
        }
    }

    private void report(Step step) {
        Result result = results.get(step.machine());
        if (result != null) {
            report.accept(result);
        }
    }

    private void attempt(Step step, Consumer<Step> work) {
        try {
            work.accept(step);
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            JmException failure = UnexpectedException.of(e);
            failures.put(step.machine(), failure.within(step.machine()));
        }
    }

    private void done(Step step, String text) {
        results.put(step.machine(), new Result(step.machine(), step.role(), text));
    }

    private String address(Step step) {
        return AdvertiseAddress.of(request.advertise(), survey.answer(step.machine()));
    }

    private void init(Step step) {
        SwarmClient engine = survey.engine(step.machine());
        String address = address(step);
        if (step.reset()) {
            engine.leave(true);
        }
        try {
            engine.init(address, request.cluster());
        } catch (EngineRefusal e) {
            throw explained(e);
        }
        council.add(step.machine(), engine);
        done(step, "swarm made, advertises " + engine.info().address());
    }

    private static JmException explained(EngineRefusal e) {
        boolean several = e.getMessage().contains("could not choose an IP address");
        return several ? new SwarmException(e.getMessage() + "\nName the network interface: --advertise eth0", e) : e;
    }

    private void keep(Step step) {
        council.awaitReady(survey.answer(step.machine()).nodeId());
        done(step, "is a " + step.role().text());
    }

    private void join(Step step) {
        SwarmClient engine = survey.engine(step.machine());
        String address = address(step);
        if (step.reset()) {
            engine.leave(true);
        }
        List<String> tried = new ArrayList<>();
        for (Council.Door door : council.doors()) {
            if (enter(engine, address, door, step.role())) {
                SwarmInfo joined = engine.info();
                council.awaitReady(joined.nodeId());
                council.removeTwins(joined);
                if (step.role() == NodeRole.MANAGER) {
                    council.add(step.machine(), engine);
                }
                done(step, "joined");
                return;
            }
            tried.add(door.address());
        }
        throw new SwarmException("cannot reach " + String.join(" or ", tried)
                + " from there. Open 2377/tcp, 7946/tcp, 7946/udp and 4789/udp between the machines");
    }

    /** Returns whether the engine joined; false if it does not reach that manager. */
    private static boolean enter(SwarmClient engine, String address, Council.Door door, NodeRole role) {
        try {
            engine.join(address, door.address(), door.swarm().token(role));
            return true;
        } catch (EngineRefusal e) {
            giveUp(engine);
            if (e.isJoinTimeout()) {
                return false;
            }
            throw explained(e);
        }
    }

    /** An engine goes on trying to join in the background, and refuses to join another time until it leaves. */
    private static void giveUp(SwarmClient engine) {
        try {
            engine.leave(true);
        } catch (EngineRefusal e) {
            // it was in no swarm
            return;
        }
    }

    private void promote(Step step) {
        String node = survey.answer(step.machine()).nodeId();
        council.setRole(node, NodeRole.MANAGER);
        council.awaitReady(node);
        council.add(step.machine(), survey.engine(step.machine()));
        done(step, "was a worker");
    }

    private void demote(Step step) {
        String node = survey.answer(step.machine()).nodeId();
        Quorum left = quorum().without(true);
        if (!left.holds()) {
            throw new SwarmException("it stays a manager: without it " + left.shortage());
        }
        council.remove(step.machine());
        council.setRole(node, NodeRole.WORKER);
        done(step, "was a manager");
    }

    /** Read again: machines may have become managers since the survey. */
    private Quorum quorum() {
        List<SwarmNode> managers =
                council.nodes().stream().filter(SwarmNode::isManager).toList();
        int reachable = (int) managers.stream().filter(SwarmNode::reachable).count();
        return new Quorum(managers.size(), reachable);
    }
}
