package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.engine.NodeRole;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.Machines;
import io.jm.os.Environment;
import io.jm.os.FileLock;
import io.jm.store.MachineStore;
import io.jm.swarm.Step.Action;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Forms swarms of the machines of groups. The name of a cluster is that of its group. */
public final class Swarms {
    private final Survey.Source source;
    private final Members members;
    private final SwarmContexts contexts;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    /**
     * Prepares; asks nobody.
     *
     * @param contexts docker's contexts; fails if the home directory is not known
     */
    public Swarms(
            MachineStore store,
            Machines machines,
            Supplier<Contexts> contexts,
            Console console,
            Environment environment,
            Ticker ticker) {
        this.source = new Survey.Source(store, machines, new Timer("swarm-deadlines", true));
        this.contexts = new SwarmContexts(store, machines, contexts);
        this.members = new Members(store, console, environment.program());
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /**
     * Brings machines into the swarm of their cluster, which is made if there is none, and gives them their roles; prints a
     * line for each. Done a second time it changes nothing. What fails for one machine does not stop the others.
     *
     * @throws JmException with a line for each machine that failed, or if nothing may be done at all
     */
    public void join(JoinRequest request) {
        try (FileLock lock = members.lock(request.cluster())) {
            Proposal proposal = propose(request);
            Survey survey = proposal.survey();
            ClusterPlan plan = proposal.plan();
            plan.steps().forEach(step -> members.setGroup(step.machine(), request.cluster()));
            warn(plan, request, survey);
            Council council = council(request.cluster(), survey);
            List<JmException> failures = new Joining(
                            request,
                            survey,
                            council,
                            result -> console.info(
                                    line(proposal.machines(), result.machine(), result.role(), result.text())))
                    .run(plan);
            lead(request, council.machines(), failures);
            JmException.throwAll(failures);
        }
    }

    /** A machine that failed does not keep the others from being a swarm, to which the context leads. */
    private void lead(JoinRequest request, List<String> managers, List<JmException> failures) {
        if (!request.context() || managers.isEmpty()) {
            contexts.follow(request.cluster(), managers, failures);
            return;
        }
        try {
            contexts.point(request.cluster(), managers);
            console.info("docker --context " + SwarmContexts.name(request.cluster()) + " node ls");
        } catch (JmException e) {
            failures.add(e);
        }
    }

    /**
     * Makes the docker context of a cluster, or lets it lead to a manager that answers.
     *
     * @return its name
     * @throws JmException if no manager answers, or if docker has another context of that name
     */
    public String context(String cluster) {
        contexts.point(cluster, managers(cluster));
        return SwarmContexts.name(cluster);
    }

    /** Returns the cluster whose docker context has that name, or null. */
    public @Nullable String ofContext(String name) {
        return members.all().keySet().stream()
                .filter(cluster -> SwarmContexts.name(cluster).equals(name) && contexts.exists(cluster))
                .findFirst()
                .orElse(null);
    }

    /** Returns a machine that is a manager of the cluster and answers now. */
    public String manager(String cluster) {
        return managers(cluster).get(0);
    }

    private List<String> managers(String cluster) {
        Members.requireName(cluster);
        Survey survey = Survey.of(members.existing(cluster), source);
        View swarm = choice(cluster, survey).of(survey.views());
        if (swarm == null) {
            throw new SwarmException(
                    "\"" + cluster + "\" is no swarm yet: " + environment.program() + " swarm join " + cluster);
        }
        return survey.managers(swarm).stream().map(Seat::machine).toList();
    }

    /** Whether one of the machines is in a swarm, or may be, because it does not answer. */
    public boolean mayHave(List<String> machines) {
        return Survey.of(machines, source).answers().stream()
                .map(Answer::info)
                .anyMatch(info -> info == null || !info.isInactive());
    }

    /**
     * Takes machines out of the swarms of their clusters, and out of their groups; prints a line for each.
     *
     * @param machines the names of machines that exist
     * @param force whether a machine that does not answer, the last manager, and a needed one go too
     * @throws JmException with a line for each machine that must not go, or could not
     */
    public void leave(List<String> machines, boolean force) {
        departures().leave(machines, force);
    }

    /**
     * Takes machines that are about to be removed out of their swarms. Only a swarm that would lose its quorum keeps them;
     * of a cluster whose machines are all removed nothing is asked.
     *
     * @param force whether also such a swarm is left
     * @throws JmException if a swarm would lose its quorum, or its last manager while machines stay
     */
    public void leaveForRemoval(List<String> machines, boolean force) {
        departures().leaveForRemoval(machines, force);
    }

    /**
     * Ends a swarm: all machines leave it, the managers last. They stay, and stay in their group. Prints a line for each.
     *
     * @throws JmException if there is no swarm, or with a line for each machine that could not leave
     */
    public void end(String cluster) {
        departures().end(cluster);
    }

    private Departures departures() {
        return new Departures(source, members, contexts, console, environment.program(), ticker);
    }

    /**
     * Returns the states of clusters, in the order of their names; groups whose machines are in no swarm are left out. Their
     * docker contexts lead to managers that answer afterwards.
     *
     * @param cluster null for all
     * @throws JmException if the named one is no swarm
     */
    public List<ClusterState> list(@Nullable String cluster) {
        Map<String, List<String>> groups = cluster == null ? members.all() : Map.of(cluster, members.existing(cluster));
        List<String> names = new ArrayList<>();
        groups.values().forEach(names::addAll);
        Survey all = Survey.of(names, source);
        List<ClusterState> states = new ArrayList<>();
        List<JmException> failures = new ArrayList<>();
        groups.forEach((name, machines) -> {
            Survey survey = all.only(machines);
            View swarm = choice(name, survey).find(survey.views());
            ClusterState state = ClusterState.of(name, survey, swarm);
            if (state != null) {
                states.add(state);
            }
            if (swarm != null) {
                List<String> managers =
                        survey.managers(swarm).stream().map(Seat::machine).toList();
                contexts.follow(name, managers, failures);
            }
        });
        failures.forEach(failure -> console.error(failure.getMessage()));
        if (cluster != null && states.isEmpty()) {
            throw new SwarmException("None of the machines of \"" + cluster + "\" is in a swarm");
        }
        return states;
    }

    private SwarmChoice choice(String cluster, Survey survey) {
        return new SwarmChoice(cluster, survey.answers(), environment.program());
    }

    /**
     * Prints what {@link #join} would do, and changes nothing.
     *
     * @throws JmException if nothing may be done at all
     */
    public void plan(JoinRequest request) {
        Proposal proposal = propose(request);
        for (Step step : proposal.plan().steps()) {
            String text = switch (step.action()) {
                case INIT -> "makes the swarm";
                case JOIN -> "joins";
                case KEEP -> "is a " + step.role().text();
                case PROMOTE -> "is a worker now";
                case DEMOTE -> "is a manager now";
                case FAIL -> step.problem();
            };
            console.info(line(proposal.machines(), step.machine(), step.is(Action.FAIL) ? null : step.role(), text));
        }
    }

    /**
     * What has to be done for a request.
     *
     * @param machines all machines of the cluster
     * @param survey what their engines answered
     */
    private record Proposal(List<String> machines, Survey survey, ClusterPlan plan) {}

    private Proposal propose(JoinRequest request) {
        String cluster = request.cluster();
        List<String> all = members.with(cluster, request.machines());
        if (all.isEmpty()) {
            throw new SwarmException("No machine is in the group \"" + cluster + "\". Name the machines: "
                    + environment.program() + " swarm join " + cluster + " MACHINE...");
        }
        Set<String> targets = new LinkedHashSet<>(request.machines().isEmpty() ? all : request.machines());
        Survey survey = Survey.of(all, source);
        ClusterPlan plan = ClusterPlan.of(
                cluster, survey.answers(), targets, survey.views(), request.roles(), environment.program());
        return new Proposal(all, survey, plan);
    }

    private Council council(String cluster, Survey survey) {
        View swarm = choice(cluster, survey).of(survey.views());
        return new Council(swarm == null ? List.of() : survey.managers(swarm), ticker);
    }

    private void warn(ClusterPlan plan, JoinRequest request, Survey survey) {
        String even = new Quorum(plan.managers(), plan.managers()).warning();
        if (!even.isEmpty()) {
            console.warn(even);
        }
        List<String> open = new ArrayList<>();
        for (Step step : plan.steps()) {
            boolean joins = step.is(Action.INIT) || step.is(Action.JOIN);
            if (joins && isPublic(request.advertise(), survey.answer(step.machine()))) {
                open.add(step.machine());
            }
        }
        if (!open.isEmpty()) {
            console.warn("WARNING: The nodes reach each other at public addresses (" + String.join(", ", open)
                    + "). Let only them reach 4789/udp: the traffic of overlay networks is neither encrypted nor"
                    + " authenticated.");
        }
    }

    private static boolean isPublic(String advertise, Answer answer) {
        try {
            return AdvertiseAddress.isPublic(AdvertiseAddress.of(advertise, answer));
        } catch (JmException e) {
            // reported when the machine joins
            return false;
        }
    }

    /** Returns a line with columns. */
    private static String line(List<String> machines, String machine, @Nullable NodeRole role, String text) {
        return Members.column(machines, machine) + String.format("%-7s  %s", role == null ? "-" : role.text(), text);
    }
}
