package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.lifecycle.Power.Action;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.SetTicker;
import io.jm.testkit.SilentConsole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RecordingConsole lines = new RecordingConsole();
    private final SetTicker clock = new SetTicker(START);
    private MachineState state = MachineState.STOPPED;
    private boolean obeys = true;

    @TempDir
    Path folder;

    private FileStore store = new FileStore(new StoreLayout(Path.of("")), "docker-machine", SilentConsole.INSTANCE);

    @BeforeEach
    void record() {
        store = new FileStore(new StoreLayout(folder), "docker-machine", SilentConsole.INSTANCE);
        Machine machine = new MachineDocument(store.layout(), "box", new MachineDocument.Certificates("", "", "", ""))
                .machine("box", "cloud");
        store.reserve("box").close();
        store.save(machine);
    }

    @Test
    void startsWhatIsStopped() {
        run(Action.START);
        assertEquals("Starting \"box\"...\nMachine \"box\" was started.\n(engine)\n", lines.out());
        assertEquals("i-1", store.load("box").driver().path("Instance").asText());
    }

    @Test
    void startsNothingThatRuns() {
        state = MachineState.RUNNING;
        assertEquals("Machine \"box\" is already running.", failure(Action.START));
    }

    @Test
    void stopsAndKillsWhatRuns() {
        state = MachineState.RUNNING;
        run(Action.STOP);
        state = MachineState.RUNNING;
        run(Action.KILL);
        assertEquals("""
                Stopping "box"...
                Machine "box" was stopped.
                Killing "box"...
                Machine "box" was killed.
                """, lines.out());
    }

    @Test
    void stopsNothingTwice() {
        assertEquals("Machine \"box\" is already stopped.", failure(Action.STOP));
        assertEquals("Machine \"box\" is already stopped.", failure(Action.KILL));
    }

    @Test
    void restartStartsWhatIsStopped() {
        run(Action.RESTART);
        assertEquals(
                "Restarting \"box\"...\nStarting \"box\"...\nMachine \"box\" was started.\n(engine)\n", lines.out());
    }

    @Test
    void restartsWhatRuns() {
        state = MachineState.RUNNING;
        run(Action.RESTART);
        assertEquals("Restarting \"box\"...\n(engine)\n", lines.out());
    }

    @Test
    void givesUpOnAMachineThatNeverComesUp() {
        obeys = false;
        assertEquals(
                "Maximum number of retries (60) exceeded\nlast cause: its state is Stopped", failure(Action.START));
        Duration waited = Duration.between(START, clock.now());
        assertTrue(waited.compareTo(Duration.ofSeconds(175)) > 0 && waited.compareTo(Duration.ofMinutes(3)) <= 0);
    }

    private String failure(Action action) {
        return assertThrows(JmException.class, () -> run(action)).getMessage();
    }

    private void run(Action action) {
        Environment environment = new Environment(Map.of(), folder, "jm", false);
        MachineDrivers drivers =
                new MachineDrivers((name, context) -> new Cloud(context), folder, lines.console(), environment, clock);
        new Power(new Machines(store, drivers, lines.console(), environment), new Engine(), lines.console(), clock)
                .run(action, List.of(store.load("box")));
    }

    private void reach(MachineState wanted) {
        if (obeys) {
            state = wanted;
        }
    }

    private final class Engine extends NoProvisioning {
        @Override
        public void awaitEngine(Machine machine, Driver driver) {
            lines.console().info("(engine)");
        }
    }

    /** A driver that does at once what it is told, if it obeys. */
    private final class Cloud extends IdleDriver {
        Cloud(DriverContext context) {
            super(context);
        }

        @Override
        public void start() {
            fields.put("Instance", "i-1");
            reach(MachineState.RUNNING);
        }

        @Override
        public void stop() {
            reach(MachineState.STOPPED);
        }

        @Override
        public void kill() {
            reach(MachineState.STOPPED);
        }

        @Override
        public void restart() {
            reach(MachineState.RUNNING);
        }

        @Override
        public MachineState state() {
            return state;
        }
    }
}
