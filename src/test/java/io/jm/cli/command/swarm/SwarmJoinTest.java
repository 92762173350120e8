package io.jm.cli.command.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.Jm;
import io.jm.testkit.SwarmEngines.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Joining with engines that behave as the real ones did; the journey swarm does it with those. */
class SwarmJoinTest extends SwarmFixture {
    @Test
    void makesASwarmOfAGroup() throws IOException {
        machines(1, 2, 3, 4);
        Jm.Result result = jm.run("swarm", "join", "prod").succeeded();
        assertEquals("""
                m1  manager  swarm made, advertises 10.0.0.1
                m2  manager  joined
                m3  manager  joined
                m4  worker   joined
                """, result.out());
        assertEquals(
                Map.of("m1", "manager", "m2", "manager", "m3", "manager", "m4", "worker"), engines.roles(engine("m1")));
    }

    @Test
    void changesNothingTheSecondTime() throws IOException {
        machines(1, 2, 3, 4);
        jm.run("swarm", "join", "prod").succeeded();
        engines.requests.clear();
        Jm.Result result = jm.run("swarm", "join", "prod").succeeded();
        assertEquals("[]", changes());
        assertEquals("""
                m1  manager  is a manager
                m2  manager  is a manager
                m3  manager  is a manager
                m4  worker   is a worker
                """, result.out());
    }

    @Test
    void plansWithoutAChange() throws IOException {
        machines(1, 2);
        Jm.Result result = jm.run("swarm", "join", "prod", "--plan").succeeded();
        assertEquals("m1  manager  makes the swarm\nm2  worker   joins\n", result.out());
        assertEquals("[]", changes());
    }

    @Test
    void takesNamedMachinesIntoTheGroup() throws IOException {
        machines(1);
        Engine other = engines.add("other", "10.0.0.9");
        jm.run("create", "-d", "none", "--url", other.url(), "other").succeeded();
        jm.run("swarm", "join", "prod").succeeded();
        jm.run("swarm", "join", "prod", "other").succeeded();
        assertTrue(other.inSwarm());
        assertEquals(
                "prod\n",
                jm.run("ls", "--filter", "name=other", "--format", "{{.Group}}").out());
    }

    @Test
    void refusesAMachineOfAnotherGroup() throws IOException {
        machines(1, 2);
        jm.run("set", "--group", "test", "m2").succeeded();
        assertEquals(
                "\"m2\" is in the group \"test\". Take it out first: jm set --group - m2\n",
                jm.run("swarm", "join", "prod", "m2").failed().err());
        assertEquals("[]", changes());
        assertTrue(jm.run("swarm", "join", "none").failed().err().startsWith("No machine is in the group \"none\"."));
        assertTrue(jm.run("swarm", "join", "none", "--plan")
                .failed()
                .err()
                .startsWith("No machine is in the group \"none\"."));
        assertTrue(jm.run("swarm", "join", "../x", "m1").failed().err().startsWith("The name of a cluster"));
        assertTrue(jm.run("swarm", "join").failed().err().contains("Expected the name of a cluster"));
    }

    @Test
    void goesOnWithoutAMachineThatDoesNotAnswer() throws IOException {
        machines(1, 2, 3, 4);
        engine("m2").kill();
        Jm.Result result = jm.run("swarm", "join", "prod").failed();
        assertTrue(result.err().startsWith("m2: nothing listens on 127.0.0.1:"), result.err());
        assertEquals(Map.of("m1", "manager", "m3", "manager", "m4", "manager"), engines.roles(engine("m1")));
    }

    @Test
    void joinsThroughAnotherManagerIfOneIsGone() throws IOException {
        machines(1, 2, 3);
        jm.run("swarm", "join", "prod").succeeded();
        engine("m1").kill();
        machines(4);
        Jm.Result result = jm.run("swarm", "join", "prod").failed();
        assertTrue(result.out().contains("m4  worker   joined"), result.all());
        assertTrue(result.err().startsWith("m1: "), result.err());
    }

    @Test
    void bringsBackMachinesThatLostTheirPlace() throws IOException {
        machines(1, 2, 3, 4);
        jm.run("swarm", "join", "prod").succeeded();
        engine("m2").wipe();
        engine("m4").wipe();
        Jm.Result result = jm.run("swarm", "join", "prod").succeeded();
        assertTrue(result.out().contains("m2  manager  joined"), result.out());
        assertTrue(result.out().contains("m4  worker   joined"), result.out());
        assertEquals(4, engines.roles(engine("m1")).size(), "the old nodes are gone");
    }

    @Test
    void giveUpAnAttemptThatFailed() throws IOException {
        machines(1, 2);
        engine("m2").reports = "error";
        assertTrue(jm.run("swarm", "join", "prod").succeeded().out().contains("m2  worker   joined"));
    }

    @Test
    void saysWhichPortsToOpen() throws IOException {
        machines(1, 2);
        engine("m2").connected = false;
        Jm.Result result = jm.run("swarm", "join", "prod").failed();
        assertEquals(
                "m2: cannot reach 10.0.0.1:2377 from there. Open 2377/tcp, 7946/tcp, 7946/udp and 4789/udp between the"
                        + " machines\n",
                result.err());
        assertEquals("", engine("m2").reports, "it does not go on trying");
    }

    @Test
    void changesRolesAlsoIfAnotherChangeComesFirst() throws IOException {
        machines(1, 2, 3);
        jm.run("swarm", "join", "prod", "--managers", "1").succeeded();
        engines.outOfSequence = 2;
        Jm.Result result = jm.run("swarm", "join", "prod", "--managers", "3").succeeded();
        assertTrue(result.out().contains("m2  manager  was a worker"), result.out());
        result = jm.run("swarm", "join", "prod", "--managers", "2").succeeded();
        assertTrue(result.out().contains("WARNING: With 2 managers no more of them may fail than with 1."));
        assertTrue(result.out().contains("m3  worker   was a manager"), result.out());
        engines.outOfSequence = 3;
        assertTrue(jm.run("swarm", "join", "prod", "--managers", "3")
                .failed()
                .err()
                .contains("out of sequence"));
    }

    @Test
    void makesTheContextWithoutAskingTwice() throws IOException {
        swarm(1, 2);
        Jm.Result result = jm.run("swarm", "join", "prod", "--context").succeeded();
        assertTrue(result.out().endsWith("docker --context prod node ls\n"), result.out());
        assertEquals(1, Collections.frequency(engines.requests, "m2 GET /info"));
        engine("m2").kill();
        result = jm.run("swarm", "join", "prod", "--context").failed();
        assertTrue(result.out().endsWith("docker --context prod node ls\n"), result.out());
        assertTrue(result.err().startsWith("m2: nothing listens on "), result.err());
    }

    @Test
    void theOnlyManagerBecomesAWorkerInFavourOfAnother() throws IOException {
        machines(1, 2);
        jm.run("swarm", "join", "prod", "--context").succeeded();
        Jm.Result result = jm.run("swarm", "join", "prod", "--manager", "m2").succeeded();
        assertEquals("m2  manager  was a worker\nm1  worker   was a manager\n", result.out());
        assertEquals(Map.of("m1", "worker", "m2", "manager"), engines.roles(engine("m2")));
        String contexts = jm.run("context", "ls").succeeded().out();
        assertTrue(Pattern.compile("(?m)^prod +m2 +swarm").matcher(contexts).find(), contexts);
    }

    @Test
    void showsAndStoresNoToken() throws IOException {
        machines(1, 2, 3);
        engine("m3").connected = false;
        Jm.Result result = jm.run("--debug", "swarm", "join", "prod").failed();
        assertFalse(result.all().contains("SWMTKN"), result.all());
        try (Stream<Path> files = Files.walk(root.resolve("store"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("SWMTKN"));
            }
        }
    }
}
