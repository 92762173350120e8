package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.testkit.SetTicker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BootIdentityTest {
    private final SetTicker ticker = new SetTicker(Instant.EPOCH);
    private int asked;

    /** A host that has the next boot from the given question on. */
    private SshExecutor host(int restarted) {
        return new SshExecutor() {
            @Override
            public SshReply run(String command) {
                return new SshReply(0, ++asked < restarted ? "first boot" : "second boot");
            }

            @Override
            public SshReply runOnTerminal(String command) {
                return run(command);
            }

            @Override
            public void close() {}
        };
    }

    @Test
    void anotherBootEndsTheWait() {
        SshExecutor host = host(4);
        BootIdentity.of(host).awaitNext(() -> host, ticker, Duration.ofSeconds(10));
        assertEquals(4, asked);
        assertEquals(Instant.EPOCH.plusMillis(1500), ticker.now());
    }

    @Test
    void aHostThatDoesNotRestartIsAnErrorAfterTheTimeout() {
        SshExecutor host = host(Integer.MAX_VALUE);
        BootIdentity before = BootIdentity.of(host);
        JmException late =
                assertThrows(JmException.class, () -> before.awaitNext(() -> host, ticker, Duration.ofSeconds(10)));
        assertEquals("the host did not restart within 10 seconds", late.getMessage());
        assertEquals(Instant.EPOCH.plusSeconds(10), ticker.now());
    }

    @Test
    void theHostIsAskedOnceWithATimeoutOfZero() {
        SshExecutor host = host(2);
        BootIdentity.of(host).awaitNext(() -> host, ticker, Duration.ZERO);
        assertEquals(2, asked);
    }
}
