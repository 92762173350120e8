package io.jm.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.os.Environment;
import io.jm.ssh.HostKeyPolicy;
import io.jm.ssh.SshTarget;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.testkit.FakeMachines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded machines, reached over SSH as the user said. */
class CopyEndpointsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private FakeMachines machines = new FakeMachines(Path.of(""));

    @BeforeEach
    void recordAMachine() throws Exception {
        machines = new FakeMachines(root);
        machines.store.add("box", "none", "tcp://[fd00::9]:2376");
        machines.store.add("default", "none", "tcp://192.0.2.1:2376");
        machines.store.add("local", "none", "unix:///run/docker.sock");
        Path extras = machines.store.layout().extras("box");
        Files.createDirectories(Objects.requireNonNull(extras.getParent()));
        Files.writeString(extras, "{\"none\":{\"ssh\":{\"user\":\"pi\",\"port\":2200,\"key\":\"/keys/pi\"}}}");
    }

    private CopyEndpoints places(Map<String, String> variables, String program) {
        Environment environment = new Environment(variables, root, program, false);
        return new CopyEndpoints(
                machines.store,
                new MachineDrivers(machines.drivers, root, machines.console, environment, Ticker.system()),
                new SshTargets(machines.store.layout(), environment));
    }

    private CopyEndpoints places() {
        return places(Map.of(), "jm");
    }

    private static SshTarget target(CopyEndpoint place) {
        return Objects.requireNonNull(place.target());
    }

    @Test
    void aPathWithoutAMachineIsHere() {
        for (String path : List.of("a", "./a:b", "../a:b", "/a:b")) {
            assertEquals(new CopyEndpoint(null, path), places().place(path));
        }
        assertEquals(new CopyEndpoint(null, "C:\\x"), places().place("localhost:C:\\x"));
    }

    @Test
    void aRecordedMachineIsReachedAsTheUserSaid() {
        CopyEndpoint place = places().place("box:/a:b");
        assertEquals("/a:b", place.path());
        assertEquals(
                new SshTarget(
                        "box",
                        "fd00::9",
                        2200,
                        "pi",
                        List.of(Path.of("/keys/pi")),
                        HostKeyPolicy.PIN,
                        machines.store.layout().knownHosts("box")),
                target(place));
    }

    @Test
    void aUserInFrontOfTheMachineWins() {
        assertEquals("you", target(places().place("you@box:")).user());
    }

    @Test
    void aMountWithoutAMachineIsOnTheDefaultOne() {
        CopyEndpoint place = places().mountable("/data");
        assertEquals("/data", place.path());
        assertEquals("192.0.2.1", target(place).host());
        assertNull(places().place("/data").target());
    }

    @Test
    void anUnknownMachineIsNamedAsInDockerMachine() {
        JmException e = assertThrows(JmException.class, () -> places().place("nope:/x"));
        assertTrue(
                e.getMessage()
                        .startsWith("Error loading host: Error loading host: Docker machine \"nope\" does not exist."),
                e.getMessage());
    }

    @Test
    void aMachineBehindASocketHasNoSsh() {
        JmException e = assertThrows(JmException.class, () -> places().place("local:/x"));
        assertEquals("machine \"local\" has no SSH: its address unix:///run/docker.sock names no host", e.getMessage());
    }

    @Test
    void hostKeysAreCheckedAsTheNameAndTheUserSay() {
        assertEquals(
                HostKeyPolicy.OFF,
                target(places(Map.of(), "docker-machine").place("box:")).hostKeys());
        Map<String, String> strict = Map.of("MACHINE_HOST_KEY_CHECK", "strict");
        assertEquals(
                HostKeyPolicy.STRICT,
                target(places(strict, "docker-machine").place("box:")).hostKeys());
        Map<String, String> odd = Map.of("MACHINE_HOST_KEY_CHECK", "maybe");
        assertThrows(JmException.class, () -> places(odd, "jm").place("box:"));
    }
}
