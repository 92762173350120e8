package io.jm.testkit;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.drivers.MachineDrivers;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A store, the drivers and engines of its machines, and a console that records. */
public final class FakeMachines {
    /** Ends the waiting of silent engines and drivers. */
    public final CountDownLatch silence = new CountDownLatch(1);

    public final FakeStore store;
    public final FakeEngine engine = new FakeEngine(silence);
    public final FakeDrivers drivers = new FakeDrivers(silence);
    public final RecordingConsole output = new RecordingConsole();
    public final Console console = output.console();

    private final Path root;

    public FakeMachines(Path root) {
        this.root = root;
        this.store = new FakeStore(root);
    }

    public Environment environment(String program, String... variables) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < variables.length; i += 2) {
            map.put(variables[i], variables[i + 1]);
        }
        return new Environment(map, root, program, false);
    }

    public MachineDrivers machineDrivers(Environment environment) {
        return new MachineDrivers(drivers, root, console, environment, Ticker.system());
    }
}
