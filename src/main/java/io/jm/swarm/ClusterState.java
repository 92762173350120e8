package io.jm.swarm;

import io.jm.engine.SwarmInfo;
import io.jm.engine.SwarmNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as its engines describe it now.
 *
 * @param cluster its name
 * @param id the identity of its swarm; empty if no manager answers
 * @param quorum its managers, and those that answered
 * @param workers how many other nodes it has
 * @param state whether it works
 * @param nodes its nodes, those of machines first, and the machines that are in no swarm
 */
public record ClusterState(String cluster, String id, Quorum quorum, int workers, Condition state, List<Node> nodes) {
    /** Whether a cluster works. */
    public enum Condition {
        OK("ok"),
        /** Too few managers answer: what runs goes on, and nothing can be changed. */
        NO_QUORUM("no quorum"),
        /** No manager answers. */
        UNREACHABLE("unreachable");

        private final String text;

        Condition(String text) {
            this.text = text;
        }

        /** Returns the text for users. */
        public String text() {
            return text;
        }
    }

    /**
     * A node, or a machine that is none.
     *
     * @param machine the machine's name; empty for a node that is no machine
     * @param id the node's identity; empty for a machine that is no node
     * @param role manager, worker or empty
     * @param status what the managers report, such as ready; for a machine that is no node why not
     */
    public record Node(
            String machine,
            String id,
            String hostname,
            String role,
            boolean leader,
            String status,
            String availability,
            String address,
            String engine) {
        private static Node of(String machine, SwarmNode node) {
            return new Node(
                    machine,
                    node.id(),
                    node.hostname(),
                    node.role().text(),
                    node.leader(),
                    node.state(),
                    node.availability(),
                    node.address(),
                    node.engine());
        }

        private static Node without(Answer answer, boolean swarmKnown) {
            SwarmInfo info = answer.info();
            if (info == null) {
                return new Node(answer.machine(), "", "", "", false, "no answer", "", answer.address(), "");
            }
            boolean elsewhere = swarmKnown && info.state().equals(SwarmInfo.ACTIVE);
            String status = info.isInactive() || elsewhere ? "not joined" : info.state();
            return new Node(
                    answer.machine(), "", info.hostname(), "", false, status, "", answer.address(), info.engine());
        }
    }

    /** Returns the state of a cluster; null if none of its machines is in a swarm. */
    static @Nullable ClusterState of(String cluster, Survey survey, @Nullable View swarm) {
        List<Answer> answers = survey.answers();
        boolean member = answers.stream().anyMatch(answer -> answer.info() != null && !answer.is(SwarmInfo.INACTIVE));
        boolean silent = answers.stream().allMatch(answer -> answer.info() == null);
        if (!member && !silent) {
            return null;
        }
        List<Node> nodes = new ArrayList<>();
        if (swarm == null) {
            answers.forEach(answer -> nodes.add(Node.without(answer, false)));
            Quorum quorum = Quorum.knownTo(answers);
            Condition state = quorum.reachable() > 0 ? Condition.NO_QUORUM : Condition.UNREACHABLE;
            return new ClusterState(cluster, "", quorum, 0, state, nodes);
        }
        List<SwarmNode> others = new ArrayList<>(swarm.nodes());
        for (Answer answer : answers) {
            SwarmNode node = swarm.nodeOf(answer);
            others.remove(node);
            nodes.add(node == null ? Node.without(answer, true) : Node.of(answer.machine(), node));
        }
        others.forEach(node -> nodes.add(Node.of("", node)));
        Quorum quorum = swarm.quorum(answers);
        int workers = swarm.nodes().size() - quorum.managers();
        return new ClusterState(
                cluster, swarm.swarmId(), quorum, workers, quorum.holds() ? Condition.OK : Condition.NO_QUORUM, nodes);
    }
}
