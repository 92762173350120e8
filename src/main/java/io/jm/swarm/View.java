package io.jm.swarm;

import io.jm.engine.SwarmNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A swarm as one of its managers sees it.
 *
 * @param machine the machine that is that manager
 * @param swarmId the identity of the swarm
 * @param cluster the name that jm gave it; empty if jm did not make it
 * @param nodes all of its nodes
 */
record View(String machine, String swarmId, String cluster, List<SwarmNode> nodes) {
    /** Returns the node of that identity, or null. */
    @Nullable
    SwarmNode node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElse(null);
    }

    /**
     * Returns the node of a machine, or null. That of one that does not answer is found by its host name, which is the
     * machine's, or its address.
     */
    @Nullable
    SwarmNode nodeOf(Answer answer) {
        if (answer.info() != null) {
            return node(answer.nodeId());
        }
        return nodes.stream()
                .filter(node -> node.hostname().equals(answer.machine()) || isAt(node, answer))
                .findFirst()
                .orElse(null);
    }

    /** Whether a node has an address of a machine. */
    static boolean isAt(SwarmNode node, Answer answer) {
        String manager = node.managerAddress();
        int port = manager.lastIndexOf(':');
        return answer.hasAddress(node.address()) || port > 0 && answer.hasAddress(manager.substring(0, port));
    }

    /** Returns how many managers there are, and how many of them answered. */
    Quorum quorum(List<Answer> answers) {
        int managers = 0;
        int reachable = 0;
        for (SwarmNode node : nodes) {
            if (node.isManager()) {
                managers++;
                boolean asked = answers.stream().anyMatch(answer -> this.nodeOf(answer) == node);
                boolean answered = answers.stream()
                        .anyMatch(
                                answer -> answer.isManager() && answer.nodeId().equals(node.id()));
                // of one that is no machine only the swarm itself knows
                reachable += answered || !asked && node.reachable() ? 1 : 0;
            }
        }
        return new Quorum(managers, reachable);
    }
}
