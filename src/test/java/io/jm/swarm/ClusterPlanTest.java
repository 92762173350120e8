package io.jm.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.engine.SwarmInfo;
import io.jm.engine.SwarmNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is done with machines, by what their engines answered. */
class ClusterPlanTest {
    private final List<Answer> group = new ArrayList<>();
    private final List<SwarmNode> nodes = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private @Nullable Set<String> targets;
    private Roles roles = new Roles(0, List.of());

    /** A machine {@code m1} whose engine is in this state; its host is called m1 and has the address 10.0.0.1. */
    private void machine(int number, String state, String nodeId, boolean manager) {
        String address = "10.0.0." + number;
        List<String> managers = nodeId.isEmpty() ? List.of() : List.of("10.0.0.9:2377");
        group.add(new Answer(
                "m" + number,
                address,
                "",
                new SwarmInfo("m" + number, "20.10", state, nodeId, address, manager, "", managers),
                ""));
    }

    private void fresh(int... numbers) {
        for (int number : numbers) {
            machine(number, "inactive", "", false);
        }
    }

    private void silent(int number) {
        group.add(Answer.none("m" + number, "10.0.0." + number, "no answer"));
    }

    private void node(int number, String id, String role, String state) {
        nodes.add(new SwarmNode(
                id,
                1,
                JsonNodeFactory.instance.objectNode().put("Role", role),
                "m" + number,
                "20.10",
                state,
                "10.0.0." + number,
                role.equals("manager") ? "10.0.0." + number + ":2377" : "",
                false,
                true));
    }

    /** A machine that is a node. */
    private void member(int number, String role) {
        machine(number, "active", "n" + number, role.equals("manager"));
        node(number, "n" + number, role, "ready");
    }

    private ClusterPlan plan() {
        group.stream()
                .filter(answer -> answer.isManager() && nodes.stream().anyMatch(n -> n.id().equals(answer.nodeId())))
                .forEach(answer -> views.add(new View(answer.machine(), "s1", "prod", nodes)));
        Set<String> all = new LinkedHashSet<>();
        group.forEach(answer -> all.add(answer.machine()));
        return ClusterPlan.of("prod", group, targets == null ? all : targets, views, roles, "jm");
    }

    /** The steps in short, such as {@code m1 INIT manager, m2 JOIN worker}. */
    private String steps() {
        List<String> steps = new ArrayList<>();
        for (Step step : plan().steps()) {
            steps.add(step.machine()
                    + ' '
                    + step.action()
                    + ' '
                    + (step.problem().isEmpty() ? step.role().text() : step.problem())
                    + (step.reset() ? " reset" : ""));
        }
        return String.join(", ", steps);
    }

    private static boolean hasNothingToDo(ClusterPlan plan) {
        return plan.old().isEmpty() && plan.steps().stream().allMatch(step -> step.is(Step.Action.KEEP));
    }

    private String refusal() {
        return assertThrows(JmException.class, this::plan).getMessage();
    }

    @Test
    void oneOfTwoMachinesIsAManager() {
        fresh(1, 2);
        assertEquals("m1 INIT manager, m2 JOIN worker", steps());
    }

    @Test
    void threeOfFiveMachinesAreManagers() {
        fresh(1, 2, 3, 4, 5);
        assertEquals("m1 INIT manager, m2 JOIN manager, m3 JOIN manager, m4 JOIN worker, m5 JOIN worker", steps());
        assertEquals(3, plan().managers());
    }

    @Test
    void theFirstThatAnswersMakesTheSwarm() {
        silent(1);
        fresh(2, 3);
        assertEquals("m1 FAIL no answer, m2 INIT manager, m3 JOIN worker", steps());
    }

    @Test
    void aSecondRunHasNothingToDo() {
        member(1, "manager");
        member(2, "manager");
        member(3, "manager");
        member(4, "worker");
        assertEquals("m1 KEEP manager, m2 KEEP manager, m3 KEEP manager, m4 KEEP worker", steps());
        assertTrue(hasNothingToDo(plan()));
    }

    @Test
    void aGrownClusterGetsMoreManagers() {
        member(1, "manager");
        member(2, "worker");
        fresh(3, 4);
        assertEquals("m1 KEEP manager, m2 PROMOTE manager, m3 JOIN manager, m4 JOIN worker", steps());
    }

    @Test
    void managersThatAreThereStayIfNoNumberIsGiven() {
        member(1, "worker");
        member(2, "manager");
        member(3, "manager");
        member(4, "manager");
        member(5, "manager");
        assertTrue(hasNothingToDo(plan()), this::steps);
    }

    @Test
    void aNumberPromotesAndDemotes() {
        member(1, "worker");
        member(2, "manager");
        member(3, "manager");
        roles = new Roles(1, List.of());
        assertEquals("m1 KEEP worker, m2 KEEP manager, m3 DEMOTE worker", steps());
        roles = new Roles(3, List.of());
        assertEquals("m1 PROMOTE manager, m2 KEEP manager, m3 KEEP manager", steps());
    }

    @Test
    void namesSayWhichAreManagers() {
        fresh(1, 2, 3);
        roles = new Roles(0, List.of("m3"));
        assertEquals("m1 JOIN worker, m2 JOIN worker, m3 INIT manager", steps());
        roles = new Roles(0, List.of("m7"));
        assertEquals("\"m7\" cannot be a manager: it is none of the machines, or it cannot join", refusal());
    }

    @Test
    void moreManagersThanMachinesAreRefused() {
        fresh(1, 2);
        roles = new Roles(3, List.of());
        assertEquals("3 managers are wanted, and there are only 2 machines", refusal());
    }

    @Test
    void onlyTheNamedMachinesJoin() {
        member(1, "manager");
        fresh(2, 3);
        targets = Set.of("m3");
        assertEquals("m3 JOIN worker", steps());
    }

    @Test
    void anAttemptThatFailedIsGivenUpFirst() {
        member(1, "manager");
        machine(2, "pending", "", false);
        machine(3, "error", "", false);
        assertEquals("m1 KEEP manager, m2 JOIN manager reset, m3 JOIN manager reset", steps());
    }

    @Test
    void aMemberThatWaitsForItsManagersIsNoFailedAttempt() {
        member(1, "manager");
        machine(2, "pending", "n2", false);
        node(2, "n2", "worker", "down");
        assertEquals("m1 KEEP manager, m2 KEEP worker", steps());
    }

    @Test
    void aMachineInAnotherSwarmIsLeftAlone() {
        member(1, "manager");
        machine(2, "active", "x", false);
        assertEquals(
                "m1 KEEP manager, m2 FAIL it is in another swarm (its manager: 10.0.0.9:2377). Take it out first: "
                        + "jm swarm leave --force m2",
                steps());
    }

    @Test
    void aMachineThatManagesAnotherSwarmIsLeftAlone() {
        member(1, "manager");
        machine(2, "active", "x", true);
        views.add(new View("m2", "s2", "", List.of()));
        assertTrue(steps().startsWith("m1 KEEP manager, m2 FAIL it is in another swarm"), this::steps);
    }

    @Test
    void aLockedMachineMustBeUnlocked() {
        member(1, "manager");
        machine(2, "locked", "", false);
        assertEquals(
                "m1 KEEP manager, m2 FAIL its swarm is locked. Unlock it: jm exec m2 docker swarm unlock", steps());
    }

    @Test
    void twoSwarmsAreRefused() {
        machine(1, "active", "a", true);
        machine(2, "active", "b", true);
        views.add(new View("m1", "s1", "", List.of()));
        views.add(new View("m2", "s2", "", List.of()));
        assertEquals(
                "The machines of prod are managers of 2 swarms: m1 | m2. Take those of all but one out first, such as: "
                        + "jm swarm leave --force m2",
                refusal());
    }

    @Test
    void withoutQuorumNothingIsDone() {
        machine(1, "active", "n1", true);
        silent(2);
        fresh(3);
        assertTrue(refusal().startsWith("prod has no quorum: of its 1 managers only m1 answers"), this::refusal);
    }

    @Test
    void aManagerThatWaitsForTheOthersIsNotReset() {
        machine(1, "pending", "n1", true);
        fresh(2);
        assertTrue(refusal().contains("--force-new-cluster"), this::refusal);
    }

    @Test
    void noSecondSwarmIsMadeWhileTheManagersAreSilent() {
        silent(1);
        machine(2, "active", "n2", false);
        fresh(3);
        assertEquals("No manager of prod answers: m1 (no answer)", refusal());
    }

    @Test
    void anEntryThatAMachineLeftBehindGoes() {
        member(1, "manager");
        member(2, "manager");
        fresh(3);
        node(3, "old", "manager", "ready");
        ClusterPlan plan = plan();
        assertEquals(List.of("old"), plan.old().stream().map(SwarmNode::id).toList());
        assertEquals("m1 KEEP manager, m2 KEEP manager, m3 JOIN manager", steps());
    }

    @Test
    void anEntryOfAnotherHostWithTheSameNameStays() {
        member(1, "manager");
        fresh(2);
        nodes.add(new SwarmNode(
                "other", 1, JsonNodeFactory.instance.objectNode(), "m2", "", "ready", "10.0.0.77", "", false, false));
        assertEquals(List.of(), plan().old());
    }

    @Test
    void aSilentManagerGoesOnToCount() {
        member(1, "manager");
        member(2, "manager");
        silent(3);
        node(3, "n3", "manager", "ready");
        member(4, "worker");
        assertEquals("m1 KEEP manager, m2 KEEP manager, m3 FAIL no answer, m4 KEEP worker", steps());
    }

    @Test
    void quorumIsMoreThanHalf() {
        assertTrue(new Quorum(1, 1).holds());
        assertTrue(new Quorum(3, 2).holds());
        assertEquals(false, new Quorum(2, 1).holds());
        assertEquals(false, new Quorum(4, 2).holds());
        assertEquals(false, new Quorum(0, 0).holds());
        assertEquals(new Quorum(2, 1), new Quorum(3, 2).without(true));
        assertEquals(new Quorum(2, 2), new Quorum(3, 2).without(false));
        assertEquals("1 of 2 managers would answer, and 2 must", new Quorum(2, 1).shortage());
    }
}
