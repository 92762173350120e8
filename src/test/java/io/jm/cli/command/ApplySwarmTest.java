package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.Jm;
import io.jm.testkit.Snapshot;
import io.jm.testkit.SwarmEngines;
import io.jm.testkit.SwarmEngines.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with a swarm, and engines that behave as real ones do. */
class ApplySwarmTest {
    private final SwarmEngines engines = new SwarmEngines();
    private final List<Engine> all = new ArrayList<>();

    @TempDir
    private Path root;

    private Jm jm;

    @BeforeEach
    void open() throws IOException {
        jm = Jm.in(
                root,
                Map.of(
                        "HOME",
                        root.toString(),
                        "DOCKER_CONFIG",
                        root.resolve("docker").toString(),
                        "MACHINE_STORAGE_PATH",
                        root.resolve("store").toString()));
        for (int i = 1; i <= 3; i++) {
            all.add(engines.add("m" + i, "10.0.0." + i));
        }
    }

    @AfterEach
    void stop() {
        engines.close();
    }

    private void write(int machines) throws IOException {
        StringBuilder text = new StringBuilder("group: prod\ncontext: true\nswarm: {managers: 1}\nmachines:\n");
        for (int i = 1; i <= machines; i++) {
            text.append("  m" + i + ": {driver: none, options: {url: '"
                    + all.get(i - 1).url() + "'}}\n");
        }
        Files.writeString(root.resolve("m.yaml"), text);
    }

    private Jm.Result apply(String... options) {
        List<String> arguments = new ArrayList<>(List.of("apply", "-f", "m.yaml"));
        arguments.addAll(List.of(options));
        return jm.run(arguments);
    }

    private List<String> changes() {
        return engines.requests.stream()
                .filter(request -> !request.contains(" GET "))
                .toList();
    }

    /** Without directories: the lock of the cluster is a file in the store as long as it is held. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = Snapshot.of(root.resolve("store"), root.resolve("docker"));
        files.keySet().removeIf(file -> Files.isDirectory(Path.of(file)));
        return files;
    }

    @Test
    void makesTheSwarmOnceAndThenChangesNothing() throws IOException {
        write(3);
        assertTrue(apply("--plan")
                .succeeded()
                .out()
                .endsWith("Swarm: the machines join prod if they are not in it;" + " only their engines know.\n"));
        assertEquals(List.of(), List.copyOf(engines.requests));
        apply().succeeded();
        assertEquals(Map.of("m1", "manager", "m2", "worker", "m3", "worker"), engines.roles(all.get(0)));
        assertTrue(jm.run("context", "ls", "-q").succeeded().out().contains("prod\n"));
        engines.requests.clear();
        Map<String, String> before = files();
        assertTrue(apply().succeeded().out().startsWith("= m1\n= m2\n= m3\nPlan: nothing to do.\n"));
        assertEquals(List.of(), changes());
        assertEquals(before.keySet(), files().keySet());
        files().forEach((file, state) -> assertEquals(before.get(file), state, file));
    }

    @Test
    void refusesASwarmThatCannotBeBeforeAnythingIsCreated() throws IOException {
        for (String wrong : List.of("group: a_b\nswarm: {managers: 1}\n", "group: prod\nswarm: {advertise: 'a b'}\n")) {
            Files.writeString(
                    root.resolve("m.yaml"),
                    wrong + "machines:\n  m1: {driver: none, options: {url: '"
                            + all.get(0).url() + "'}}\n");
            String err = apply("--plan").failed().err();
            assertTrue(
                    err.startsWith("m.yaml: The name of a cluster") || err.startsWith("m.yaml: --advertise is"), err);
            assertEquals(err, apply("-y").failed().err());
            assertEquals("", jm.run("ls", "-q").succeeded().out());
        }
    }

    @Test
    void aMachineThatIsRemovedLeavesTheSwarmBefore() throws IOException {
        write(3);
        apply().succeeded();
        write(2);
        apply("--prune", "-y").succeeded();
        assertFalse(all.get(2).inSwarm());
        assertEquals(Map.of("m1", "manager", "m2", "worker"), engines.roles(all.get(0)));
    }

    @Test
    void theSwarmKeepsItsLastManager() throws IOException {
        write(2);
        apply().succeeded();
        Files.writeString(
                root.resolve("m.yaml"),
                "group: prod\nmachines:\n  m2: {driver: none, options: {url: '"
                        + all.get(1).url() + "'}}\n");
        assertTrue(apply("--prune", "-y").failed().err().contains("m1"));
        assertTrue(jm.run("ls", "-q").out().contains("m1"));
        assertTrue(all.get(0).inSwarm());
    }
}
