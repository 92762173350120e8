package io.jm.checkup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.base.Ticker;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.machine.Machine;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshCheckTest {
    /** Runs commands that end only when their thread is interrupted. */
    private static final class EndlessCommands implements SshExecutor {
        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public SshReply run(String command) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new SshReply(255, "");
        }

        @Override
        public SshReply runOnTerminal(String command) {
            return run(command);
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Test
    void aCommandThatDoesNotEndIsAnError(@TempDir Path directory) throws IOException, InterruptedException {
        IssuedStore store = new IssuedStore(directory);
        Machine machine = store.machine("box", "cloud", "192.0.2.7", 2376, 22);
        MachineDrivers drivers = new MachineDrivers(
                (name, context) -> new IdleDriver(context),
                store.layout.root(),
                SilentConsole.INSTANCE,
                store.environment(),
                Ticker.system());
        EndlessCommands endless = new EndlessCommands();
        Findings findings = new Findings("box");
        try (Driver driver = drivers.open(machine)) {
            SshTargets targets = new SshTargets(store.layout, store.environment());
            new SshCheck(targets, target -> endless, machine, driver, "jm", Duration.ofSeconds(1)).run(findings);
        }
        Finding only = findings.all().get(0);
        assertEquals("SSH: no complete answer within 1 s", only.message());
        assertEquals(Finding.Level.ERROR, only.level());
        endless.closed.await();
    }
}
