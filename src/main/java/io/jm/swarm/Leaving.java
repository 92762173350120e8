package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.base.Retry;
import io.jm.base.Ticker;
import io.jm.engine.EngineRefusal;
import io.jm.engine.NodeRole;
import io.jm.engine.SwarmClient;
import io.jm.engine.SwarmInfo;
import io.jm.engine.SwarmNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes machines out of the swarm of their cluster, one after the other, as long as enough managers are left. */
final class Leaving {
    /** The managers carry out a demotion in rounds of five seconds, and only when the quorum allows it. */
    private static final Duration DEMOTION = Duration.ofSeconds(20);

    private static final Duration POLL = Duration.ofMillis(250);

    private final String cluster;
    private final String place;
    private final Survey survey;
    private final @Nullable View swarm;
    private final Council council;
    private final String program;
    private final Ticker ticker;
    private final int before;
    private Quorum quorum;

    /**
     * Prepares.
     *
     * @param cluster empty for a machine that is in no group
     * @param survey what all machines of the cluster answered
     * @param swarm null if there is none that a manager answers for
     * @param program the program's name for commands
     */
    Leaving(String cluster, Survey survey, @Nullable View swarm, String program, Ticker ticker) {
        this.cluster = cluster;
        this.place = cluster.isEmpty() ? "its swarm" : cluster;
        this.survey = survey;
        this.swarm = swarm;
        this.council = new Council(swarm == null ? List.of() : survey.managers(swarm), ticker);
        this.quorum = swarm == null ? new Quorum(0, 0) : swarm.quorum(survey.answers());
        this.before = quorum.managers();
        this.program = program;
        this.ticker = ticker;
    }

    /** A manager that the swarm needs. */
    static final class NeededException extends JmException {
        private static final long serialVersionUID = 1L;

        NeededException(String message) {
            super(message);
        }
    }

    /**
     * What became of a machine.
     *
     * @param text for the user
     * @param stays whether it goes on to be of the cluster: it was in no swarm, or in another one
     */
    record Result(String text, boolean stays) {}

    /**
     * Takes a machine out.
     *
     * @param force whether a machine that does not answer, the last manager, and a needed one go too
     * @throws JmException if it must not go, or could not
     */
    Result leave(String machine, boolean force) {
        Answer answer = survey.answer(machine);
        SwarmNode node = swarm == null ? null : swarm.nodeOf(answer);
        if (answer.info() == null) {
            return gone(answer, node, force);
        }
        if (node == null) {
            return foreign(answer, force);
        }
        if (node.isManager()) {
            return manager(answer, node, force);
        }
        survey.engine(machine).leave(false);
        council.removeNode(node.id());
        return new Result("left " + place, false);
    }

    /** A machine that is in no swarm, or in another one, or in one without a manager that answers. */
    private Result foreign(Answer answer, boolean force) {
        SwarmInfo info = Objects.requireNonNull(answer.info());
        if (info.isInactive()) {
            return new Result(cluster.isEmpty() ? "is in no swarm" : "is in no swarm, and stays in its group", true);
        }
        boolean another = swarm != null || !survey.views().isEmpty();
        if (info.manager() && !force) {
            throw new SwarmException(
                    another
                            ? "it is a manager of another swarm than that of " + place + ". It leaves with --force"
                            : "the managers of its swarm have no quorum. It leaves nevertheless with --force");
        }
        survey.engine(answer.machine()).leave(force || !info.state().equals(SwarmInfo.ACTIVE));
        return new Result(another ? "left another swarm" : "left its swarm, whose managers do not answer", another);
    }

    private Result manager(Answer answer, SwarmNode node, boolean force) {
        SwarmClient engine = survey.engine(answer.machine());
        if (quorum.managers() == 1) {
            if (!force) {
                throw new NeededException("it is the last manager: the swarm and all its services end. Use "
                        + (cluster.isEmpty() ? "--force" : program + " swarm rm " + cluster));
            }
            engine.leave(true);
            council.remove(answer.machine());
            return new Result("left; the swarm has ended", false);
        }
        Quorum left = quorum.without(true);
        if (!left.holds()) {
            if (!force) {
                throw new NeededException(
                        "it is needed: without it " + left.shortage() + ". Bring the others back, or use --force");
            }
            engine.leave(true);
            council.remove(answer.machine());
            quorum = left;
            return new Result("left; the swarm has no quorum now", false);
        }
        council.remove(answer.machine());
        council.setRole(node.id(), NodeRole.WORKER);
        leaveAsWorker(engine);
        council.removeNode(node.id());
        quorum = left;
        return new Result("left " + place, false);
    }

    /** The engine may learn a moment later that it is no manager any more. */
    private void leaveAsWorker(SwarmClient engine) {
        Retry retry = new Retry(ticker, DEMOTION, POLL);
        while (true) {
            try {
                engine.leave(false);
                return;
            } catch (EngineRefusal e) {
                if (retry.isExhausted()) {
                    throw e;
                }
                retry.pause();
            }
        }
    }

    private Result gone(Answer answer, @Nullable SwarmNode node, boolean force) {
        if (!force) {
            throw new SwarmException("it does not answer: " + answer.failure() + ". If it is gone for good: " + program
                    + " swarm leave --force " + answer.machine());
        }
        if (swarm == null) {
            throw new SwarmException("neither it nor a manager of " + place + " answers: " + answer.failure());
        }
        if (node == null) {
            return new Result("is no node of " + place, false);
        }
        council.removeNode(node.id());
        if (node.isManager()) {
            quorum = quorum.without(false);
        }
        return new Result("removed from " + place + "; it does not answer", false);
    }

    /** Returns a warning if managers left, and one less would be as good as those that stay; empty if not. */
    String warning() {
        return quorum.managers() < before ? quorum.warning() : "";
    }

    /** The managers that are left and answer. */
    Council council() {
        return council;
    }
}
