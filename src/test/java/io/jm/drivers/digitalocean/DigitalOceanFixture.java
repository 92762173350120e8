package io.jm.drivers.digitalocean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An account in memory, and a machine in a store. */
abstract class DigitalOceanFixture {
    @TempDir
    static Path keys;

    @TempDir
    Path root;

    Machine machine;
    DigitalOceanStandIn provider;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new Machine(root, "box");
        machine.useKeyOf(keys);
        provider = machine.provider;
    }

    @AfterEach
    void everyRequestWasAsDescribed() {
        assertEquals(List.of(), provider.faults);
    }

    static String error(Runnable work) {
        return assertThrows(JmException.class, work::run).getMessage();
    }

    /** Returns how long the work waits. */
    Duration time(Runnable work) {
        long start = machine.ticker.nanos();
        work.run();
        return Duration.ofNanos(machine.ticker.nanos() - start);
    }

    long seconds(Runnable work) {
        return time(work).toSeconds();
    }
}
