package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.DriverContext;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.Jm;
import io.jm.testkit.OwnDrivers;
import io.jm.testkit.SilentConsole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RmGroupTest {
    private final CyclicBarrier together = new CyclicBarrier(4);

    private final class Slow extends IdleDriver {
        Slow(DriverContext context) {
            super(context);
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.RECORD;
        }

        @Override
        public void remove() {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new JmException("the others are not removed at the same time", e);
            }
            if (!context.machineName().equals("a-3")) {
                throw new JmException("no " + context.machineName());
            }
        }
    }

    @Test
    void removesTheMachinesOfAGroupAtTheSameTime(@TempDir Path root) {
        Jm jm = OwnDrivers.jm(
                new Environment(Map.of("MACHINE_STORAGE_PATH", root.toString()), root, "jm", false),
                (name, context) -> new Slow(context));
        jm.run("create", "-d", "slow", "--count", "4", "--group", "g", "a").succeeded();
        Jm.Result result = jm.run("rm", "-y", "--group", "g").failed();
        assertEquals("""
                Error removing host "a-1": no a-1
                Error removing host "a-2": no a-2
                Error removing host "a-4": no a-4
                """, result.err());
        assertEquals(
                List.of("a-1", "a-2", "a-4"),
                new FileStore(new StoreLayout(root), "jm", SilentConsole.INSTANCE).names());
    }
}
