package io.jm.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineState;
import io.jm.driver.PortForwarding;
import io.jm.driver.PublishedPort;
import io.jm.drivers.SshTargets;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.os.LockedFile;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchersTest {
    private static final Machine BOX = new Machine("box", JsonNodeFactory.instance.objectNode());

    @TempDir
    Path root;

    private final RecordingConsole lines = new RecordingConsole();
    private final RecordingForwarding forwarding = new RecordingForwarding();
    private boolean forwards = true;
    private MachineState state = MachineState.RUNNING;
    private String url = "tcp://127.0.0.1:1";

    @BeforeEach
    void makeTheDirectory() throws Exception {
        Files.createDirectories(root.resolve("machines/box"));
    }

    private final class Driver extends IdleDriver {
        Driver() {
            super(new DriverContext("box", root, lines.console(), environment("jm"), Ticker.system()));
        }

        @Override
        public boolean forwardsPorts() {
            return forwards;
        }

        @Override
        public PortForwarding portForwarding() {
            return forwarding;
        }

        @Override
        public MachineState state() {
            return state;
        }

        @Override
        public String url() {
            return url;
        }

        @Override
        public boolean tlsDisabled() {
            return true;
        }
    }

    private Environment environment(String program) {
        return new Environment(Map.of(), root, program, false);
    }

    private Watchers watchers() {
        StoreLayout layout = new StoreLayout(root);
        Environment environment = environment("jm");
        return new Watchers(
                layout,
                target -> {
                    throw new JmException("no login here");
                },
                new SshTargets(layout, environment),
                lines.console(),
                environment,
                Ticker.system());
    }

    private String log() throws Exception {
        Path file = root.resolve("machines/box/watch.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** The machine has no config.json, which is the first thing that the new process finds out. */
    @Test
    void startsAProcessForAMachineThatRuns() throws Exception {
        watchers().ensure(BOX, new Driver());
        String expected = "machines/box/config.json: no such file or directory";
        for (int i = 0; i < 6000 && !log().contains(expected); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertTrue(log().contains(expected), log());
        assertEquals("", lines.all());
    }

    @Test
    void reportsThePortsThatTheRunningWatcherCannotForward() throws Exception {
        StoreLayout layout = new StoreLayout(root);
        PublishedPort port = new PublishedPort("127.42.1.1", 8080, PublishedPort.TCP);
        new PortsFile(layout.ports("box")).write(Set.of(), Map.of(port, "another program uses the port"));
        try (LockedFile held = LockedFile.take(layout.watchLock("box"))) {
            watchers().ensure(BOX, new Driver());
        }
        assertEquals("\"box\": " + port.text() + " is not forwarded: another program uses the port\n", lines.err());
        assertEquals("", lines.out());
    }

    @Test
    void startsNothingWhereItIsNotNeeded() throws Exception {
        state = MachineState.STOPPED;
        watchers().ensure(BOX, new Driver());
        state = MachineState.RUNNING;
        forwards = false;
        watchers().ensure(BOX, new Driver());
        forwards = true;
        try (LockedFile held = LockedFile.take(root.resolve("machines/box/watch.pid"))) {
            assertTrue(held != null);
            watchers().ensure(BOX, new Driver());
        }
        // the log of a process is created before it is started
        assertFalse(Files.exists(root.resolve("machines/box/watch.log")), "no process was started");
    }

    @Test
    void aSecondWatcherEndsAtOnce() {
        try (LockedFile held = LockedFile.take(root.resolve("machines/box/watch.pid"))) {
            assertTrue(held != null);
            watchers().watch(BOX, new Driver());
        }
        assertEquals(1, forwarding.end.getCount(), "the machine was not asked");
    }

    @Test
    void watchesUntilTheMachineStops() throws Exception {
        try (ScriptedEngine engine = ScriptedEngine.start()) {
            url = engine.url().replace("http", "tcp");
            engine.contains(ScriptedEngine.container(ScriptedEngine.published("0.0.0.0", 8080, "tcp")));
            Thread watching = new Thread(() -> watchers().watch(BOX, new Driver()));
            watching.start();
            for (int i = 0; i < 3000 && forwarding.forwarded().isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertEquals(
                    "192.0.2.5:8080/tcp",
                    forwarding.forwarded().iterator().next().text());
            assertTrue(LockedFile.isHeld(root.resolve("machines/box/watch.pid")));
            forwarding.close();
            watching.join(30_000);
            assertFalse(watching.isAlive());
            assertFalse(LockedFile.isHeld(root.resolve("machines/box/watch.pid")));
        }
    }
}
