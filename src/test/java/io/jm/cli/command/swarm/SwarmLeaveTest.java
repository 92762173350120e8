package io.jm.cli.command.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.Jm;
import io.jm.testkit.SwarmEngines.Engine;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leaving, ending and listing, with engines that behave as the real ones did. */
class SwarmLeaveTest extends SwarmFixture {
    private String group(String machine) {
        return jm.run("ls", "--filter", "name=" + machine, "--format", "{{.Group}}")
                .out()
                .strip();
    }

    @Test
    void aWorkerLeaves() throws IOException {
        swarm(1, 2, 3, 4);
        assertEquals(
                "m4  left prod, and is in no group any more\n",
                jm.run("swarm", "leave", "-y", "m4").succeeded().out());
        assertFalse(engine("m4").inSwarm());
        assertEquals(3, engines.roles(engine("m1")).size());
        assertEquals("", group("m4"));
    }

    @Test
    void aManagerIsDemotedFirst() throws IOException {
        swarm(1, 2, 3);
        jm.run("swarm", "leave", "-y", "m1").succeeded();
        assertFalse(engine("m1").inSwarm());
        assertEquals(Map.of("m2", "manager", "m3", "manager"), engines.roles(engine("m2")));
        assertFalse(changes().contains("leave?force=true"), changes());
    }

    @Test
    void warnsOfAnEvenNumberOfManagers() throws IOException {
        swarm(1, 2, 3, 4);
        String warning = "WARNING: With 2 managers no more of them may fail than with 1.\n";
        assertFalse(jm.run("swarm", "leave", "-y", "m4").out().contains(warning));
        assertTrue(jm.run("swarm", "leave", "-y", "m3").out().endsWith(warning));
    }

    @Test
    void doesNotAskAboutAMachineThatIsInNoSwarm() throws IOException {
        swarm(1, 2);
        jm.run("swarm", "leave", "-y", "m2").succeeded();
        assertEquals(
                "m2  is in no swarm\n",
                jm.run("swarm", "leave", "m2").succeeded().out());
        jm.run("set", "--group", "prod", "m2").succeeded();
        assertEquals(
                "m2  is in no swarm, and stays in its group\n",
                jm.run("swarm", "leave", "m2").succeeded().out());
        assertEquals("prod", group("m2"));
    }

    @Test
    void theLastManagerStays() throws IOException {
        swarm(1, 2);
        Jm.Result result = jm.run("swarm", "leave", "-y", "m1").failed();
        assertEquals(
                "m1: it is the last manager: the swarm and all its services end. Use jm swarm rm prod\n", result.err());
        assertTrue(engine("m1").inSwarm());
        assertEquals("prod", group("m1"));
        jm.run("swarm", "leave", "--force", "m1").succeeded();
        assertFalse(engine("m1").inSwarm());
    }

    @Test
    void aNeededManagerStays() throws IOException {
        swarm(1, 2, 3);
        engine("m2").kill();
        Jm.Result result = jm.run("swarm", "leave", "-y", "m1").failed();
        assertEquals(
                "m1: it is needed: without it 1 of 2 managers would answer, and 2 must. Bring the others back, or use"
                        + " --force\n",
                result.err());
        assertEquals("[]", changes());
    }

    @Test
    void severalManagersLeaveWhileEnoughAreLeft() throws IOException {
        swarm(1, 2, 3, 4);
        Jm.Result result = jm.run("swarm", "leave", "-y", "m1", "m2", "m3").failed();
        assertEquals(
                "m1  left prod, and is in no group any more\nm2  left prod, and is in no group any more\n",
                result.out());
        assertTrue(result.err().startsWith("m3: it is the last manager"), result.err());
    }

    @Test
    void aMachineThatIsGoneIsTakenOffTheList() throws IOException {
        swarm(1, 2, 3);
        engine("m3").kill();
        Jm.Result result = jm.run("swarm", "leave", "-y", "m3").failed();
        assertTrue(result.err().endsWith("If it is gone for good: jm swarm leave --force m3\n"), result.err());
        result = jm.run("swarm", "leave", "--force", "m3").succeeded();
        assertEquals(
                "m3  removed from prod; it does not answer, and is in no group any more\n"
                        + "WARNING: With 2 managers no more of them may fail than with 1.\n",
                result.out());
        assertEquals(Map.of("m1", "manager", "m2", "manager"), engines.roles(engine("m1")));
    }

    @Test
    void aMachineOfAnotherSwarmIsTakenOutAndStaysInItsGroup() throws IOException {
        swarm(1, 2);
        Engine other = engines.add("other", "10.0.0.9");
        jm.run("create", "-d", "none", "--url", other.url(), "--group", "test", "other")
                .succeeded();
        jm.run("swarm", "join", "test").succeeded();
        jm.run("set", "--group", "prod", "other").succeeded();
        Jm.Result result = jm.run("swarm", "join", "prod").failed();
        assertEquals(
                "other: it is in another swarm (its manager: 10.0.0.9:2377). Take it out first: jm swarm leave --force"
                        + " other\n",
                result.err());
        jm.run("swarm", "leave", "-y", "other").failed();
        jm.run("swarm", "leave", "--force", "other").succeeded();
        jm.run("swarm", "join", "prod").succeeded();
        assertEquals(3, engines.roles(engine("m1")).size());
    }

    @Test
    void aMachineWithoutAGroupLeavesToo() throws IOException {
        swarm(1, 2);
        jm.run("set", "--group", "-", "m1", "m2").succeeded();
        assertEquals(
                "m2  left its swarm, whose managers do not answer\n",
                jm.run("swarm", "leave", "-y", "m2").out());
        assertEquals(
                "m1: it is the last manager: the swarm and all its services end. Use --force\n",
                jm.run("swarm", "leave", "-y", "m1").failed().err());
    }

    @Test
    void ofTwoSwarmsOneIsLeft() throws IOException {
        machines(1, 2);
        jm.run("set", "--group", "a", "m1").succeeded();
        jm.run("set", "--group", "b", "m2").succeeded();
        jm.run("swarm", "join", "a").succeeded();
        jm.run("swarm", "join", "b").succeeded();
        jm.run("set", "--group", "prod", "m1", "m2").succeeded();
        assertEquals(
                "The machines of prod are managers of 2 swarms: m1 | m2. Take those of all but one out first, such as: jm"
                        + " swarm leave --force m2\n",
                jm.run("swarm", "join", "prod", "--context").failed().err());
        jm.run("swarm", "leave", "--force", "m2").succeeded();
        jm.run("swarm", "join", "prod").succeeded();
        assertEquals(Map.of("m1", "manager", "m2", "worker"), engines.roles(engine("m1")));
    }

    @Test
    void asksFirst() throws IOException {
        swarm(1, 2);
        jm.typing("n\n").run("swarm", "leave", "m2").succeeded();
        jm.typing("n\n").run("swarm", "rm", "prod").succeeded();
        assertTrue(jm.typing("").run("swarm", "rm", "prod").failed().err().contains("Use -y to answer yes"));
        assertEquals("[]", changes());
        jm.typing("y\n").run("swarm", "leave", "m2").succeeded();
        assertFalse(engine("m2").inSwarm());
    }

    @Test
    void theWholeSwarmEnds() throws IOException {
        swarm(1, 2, 3, 4);
        Jm.Result result = jm.run("swarm", "rm", "-y", "prod").succeeded();
        assertTrue(result.out().startsWith("m4  left prod\n"), result.out());
        byName.values().forEach(engine -> assertFalse(engine.inSwarm()));
        assertEquals("prod", group("m1"));
        assertEquals(
                "None of the machines of \"prod\" is in its swarm\n",
                jm.run("swarm", "rm", "-y", "prod").failed().err());
    }

    @Test
    void listsSwarmsAndNodes() throws IOException {
        swarm(1, 2, 3);
        machines(4);
        Engine other = engines.add("other", "10.0.0.9");
        jm.run("create", "-d", "none", "--url", other.url(), "--group", "idle", "other")
                .succeeded();
        assertEquals(
                "CLUSTER   MANAGERS   WORKERS   STATE\nprod      3/3        0         ok\n",
                jm.run("swarm", "ls").succeeded().out().replaceAll(" +\n", "\n"));
        String nodes = jm.run("swarm", "ls", "prod").succeeded().out();
        assertTrue(nodes.contains("\nm1        m1         leader    ready"), nodes);
        assertTrue(nodes.contains("\nm4        m4         -         not joined"), nodes);
        engine("m4").reports = "locked";
        nodes = jm.run("swarm", "ls", "prod").succeeded().out();
        assertTrue(nodes.contains("\nm4        m4         -         locked"), nodes);
        engine("m2").kill();
        engine("m3").kill();
        String lost = jm.run("swarm", "ls", "--format", "json").succeeded().out();
        assertTrue(lost.contains("\"Quorum\": false") && lost.contains("\"State\": \"no quorum\""), lost);
        engine("m1").kill();
        engine("m4").kill();
        assertTrue(jm.run("swarm", "ls").succeeded().out().contains("unreachable"));
        assertEquals(
                "None of the machines of \"idle\" is in a swarm\n",
                jm.run("swarm", "ls", "idle").failed().err());
    }

    @Test
    void removingAMachineTakesItOutFirst() throws IOException {
        swarm(1, 2, 3, 4);
        Jm.Result result = jm.run("rm", "-y", "m4").succeeded();
        assertTrue(result.out().contains("m4  left prod\n"), result.out());
        assertEquals(3, engines.roles(engine("m1")).size());
        engine("m2").kill();
        result = jm.run("rm", "-y", "m3").failed();
        assertTrue(result.err().startsWith("m3: it is needed"), result.err());
        assertEquals("m3\n", jm.run("ls", "-q", "--filter", "name=m3").out());
        jm.run("rm", "-f", "m3").succeeded();
        assertFalse(engine("m3").inSwarm());
    }

    @Test
    void removingAllMachinesAsksNoSwarm() throws IOException {
        swarm(1, 2);
        jm.run("rm", "-y", "--group", "prod").succeeded();
        assertEquals("[]", changes());
        assertEquals("", jm.run("ls", "-q").out());
    }

    @Test
    void aContextLeadsToAManagerThatAnswers() throws IOException {
        machines(1, 2, 3, 4);
        Jm.Result result = jm.run("swarm", "join", "prod", "--context").succeeded();
        assertTrue(result.out().endsWith("docker --context prod node ls\n"), result.out());
        assertTrue(context().contains("\"Machine\": \"m1\"") && context().contains("\"Kind\": \"swarm\""), context());
        engine("m1").kill();
        jm.run("context", "use", "prod").succeeded();
        assertTrue(context().contains("\"Machine\": \"m2\""), context());
        jm.run("swarm", "join", "prod").failed();
        assertTrue(context().contains("\"Machine\": \"m2\""), context());
        jm.run("swarm", "leave", "--force", "m1").succeeded();
        jm.run("rm", "-y", "m2").succeeded();
        assertTrue(context().contains("\"Machine\": \"m3\""), context());
        jm.run("context", "sync").succeeded();
        jm.run("swarm", "rm", "-y", "prod").succeeded();
        assertEquals("[]\n", context());
    }

    private String context() {
        return jm.run("context", "ls", "--format", "json").succeeded().out();
    }

    @Test
    void doctorLooksAtTheSwarm() throws IOException {
        swarm(1, 2);
        assertTrue(jm.run("doctor", "m2").all().contains("a worker of a swarm"));
        engine("m2").reports = "error";
        Jm.Result result = jm.run("doctor", "m2").failed();
        assertTrue(result.all().contains("its place in the swarm is lost (error)"), result.all());
        assertTrue(result.all().contains("jm swarm join prod"), result.all());
    }
}
