package io.jm.swarm;

import io.jm.base.JmException;
import io.jm.engine.NodeRole;
import io.jm.engine.SwarmInfo;
import io.jm.engine.SwarmNode;
import io.jm.swarm.Step.Action;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done so that machines form one swarm. Made from what their engines answered; asks nobody.
 *
 * @param steps one for each of the machines, in their order
 * @param old the nodes that machines left behind which are nodes again, or are about to be
 * @param managers how many machines are managers then
 */
record ClusterPlan(List<Step> steps, List<SwarmNode> old, int managers) {
    /**
     * Plans.
     *
     * @param cluster the cluster's name
     * @param group the answers of all machines of the cluster
     * @param targets the machines that are to be in the swarm
     * @param survey the swarms that were found
     * @param roles which machines are to be managers
     * @param program the program's name for commands
     * @throws JmException if nothing may be done at all
     */
    static ClusterPlan of(
            String cluster, List<Answer> group, Set<String> targets, List<View> survey, Roles roles, String program) {
        View swarm = new SwarmChoice(cluster, group, program).of(survey);
        return new Planning(group, targets, swarm, roles, program).plan();
    }

    List<Step> all(Action action) {
        return steps.stream().filter(step -> step.is(action)).toList();
    }

    /**
     * One plan.
     *
     * @param swarm null if there is none yet
     */
    private record Planning(
            List<Answer> group,
            Set<String> targets,
            @Nullable View swarm,
            Roles roles,
            String program) {
        ClusterPlan plan() {
            List<SwarmNode> old = new ArrayList<>();
            List<Answer> ready = new ArrayList<>();
            for (Answer answer : group) {
                if (targets.contains(answer.machine()) && problem(answer).isEmpty()) {
                    ready.add(answer);
                    old.addAll(leftBy(answer));
                }
            }
            Set<String> managers = managers(ready, old);
            List<Step> steps = new ArrayList<>();
            boolean made = swarm != null;
            for (Answer answer : group) {
                if (!targets.contains(answer.machine())) {
                    continue;
                }
                Step step = step(answer, managers, made);
                made |= step.is(Action.INIT);
                steps.add(step);
            }
            return new ClusterPlan(steps, old, managers.size());
        }

        private Step step(Answer answer, Set<String> managers, boolean made) {
            String problem = problem(answer);
            if (!problem.isEmpty()) {
                return Step.fail(answer.machine(), problem);
            }
            boolean manager = managers.contains(answer.machine());
            NodeRole role = manager ? NodeRole.MANAGER : NodeRole.WORKER;
            SwarmNode node = swarm == null ? null : swarm.nodeOf(answer);
            if (node == null) {
                boolean first = !made && manager;
                boolean reset = !answer.is(SwarmInfo.INACTIVE);
                return new Step(answer.machine(), first ? Action.INIT : Action.JOIN, role, reset, "");
            }
            Action action = node.role() == role
                    ? Action.KEEP
                    : manager ? Action.PROMOTE : roles.demotes() ? Action.DEMOTE : Action.KEEP;
            return new Step(answer.machine(), action, action == Action.KEEP ? node.role() : role, false, "");
        }

        /** Returns why a machine cannot be in the swarm; empty if it can. */
        private String problem(Answer answer) {
            String name = answer.machine();
            SwarmInfo info = answer.info();
            if (info == null) {
                return answer.failure();
            }
            if (info.state().equals(SwarmInfo.LOCKED)) {
                return "its swarm is locked. Unlock it: " + program + " exec " + name + " docker swarm unlock";
            }
            if (answer.isMember() && (swarm == null || swarm.node(info.nodeId()) == null)) {
                return "it is in another swarm (its manager: " + SwarmChoice.managers(info) + "). Take it out first: "
                        + program + " swarm leave --force " + name;
            }
            return "";
        }

        /** The nodes that a machine may have left behind when it lost its place: nobody has their identity any more. */
        private List<SwarmNode> twins(Answer answer) {
            List<SwarmNode> twins = new ArrayList<>();
            for (SwarmNode node : swarm == null ? List.<SwarmNode>of() : swarm.nodes()) {
                boolean taken = group.stream().anyMatch(other -> other.nodeId().equals(node.id()));
                SwarmInfo info = answer.info();
                if (!taken && info != null && node.hostname().equals(info.hostname())) {
                    twins.add(node);
                }
            }
            return twins;
        }

        /** Those of the twins that are its own for certain: a host with the same name has another address, and answers. */
        private List<SwarmNode> leftBy(Answer answer) {
            boolean allAnswered = group.stream().allMatch(other -> other.info() != null);
            return twins(answer).stream()
                    .filter(node -> View.isAt(node, answer) || !node.isReady() && allAnswered)
                    .toList();
        }

        /** A machine that lost its place as a manager gets it back. */
        private Set<String> managers(List<Answer> ready, List<SwarmNode> old) {
            List<String> current = new ArrayList<>();
            Set<SwarmNode> own = new LinkedHashSet<>(old);
            int size = 0;
            for (Answer answer : group) {
                SwarmNode node = swarm == null ? null : swarm.nodeOf(answer);
                List<SwarmNode> before = node == null && ready.contains(answer) ? twins(answer) : List.of();
                boolean manager =
                        node != null ? node.isManager() : before.stream().anyMatch(SwarmNode::isManager);
                if (manager) {
                    current.add(answer.machine());
                }
                own.addAll(before);
                if (node != null) {
                    own.add(node);
                }
                size += node != null || ready.contains(answer) ? 1 : 0;
            }
            List<SwarmNode> others = new ArrayList<>(swarm == null ? List.of() : swarm.nodes());
            others.removeAll(own);
            int managers = (int) others.stream().filter(SwarmNode::isManager).count();
            List<String> candidates = ready.stream().map(Answer::machine).toList();
            refuse(candidates, current, managers);
            return roles.choose(current, managers, candidates, size + others.size());
        }

        private void refuse(List<String> candidates, List<String> current, int others) {
            if (roles.count() > group.size() + others) {
                throw new SwarmException(roles.count() + " managers are wanted, and there are only "
                        + (group.size() + others) + " machines");
            }
            for (String name : roles.names()) {
                if (!candidates.contains(name) && !current.contains(name)) {
                    throw new SwarmException(
                            "\"" + name + "\" cannot be a manager: it is none of the machines, or it cannot" + " join");
                }
            }
        }
    }
}
