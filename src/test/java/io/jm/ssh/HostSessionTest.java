package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import net.schmizz.sshj.connection.Connection;
import net.schmizz.sshj.transport.TransportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HostSessionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /**
     * A session on which every packet fails with the same error, as after a connection is lost during a key exchange.
     */
    private static final class Broken extends HostSession {
        final TransportException reason = new TransportException("go away");

        Broken(Connection connection) {
            super(connection);
        }

        @Override
        protected void sendClose() throws TransportException {
            throw reason;
        }
    }

    @Test
    void theEndOfAConnectionIsThrownOnceAndUnchanged() throws Exception {
        try (OddServer server = OddServer.commands(command -> command.exit(0));
                InProcessSsh ssh = server.open(directory)) {
            Broken session = ssh.connection().open(new Broken(ssh.connection().lower()));
            assertSame(session.reason, assertThrows(TransportException.class, () -> {
                try (session) {
                    throw session.reason;
                }
            }));
        }
    }
}
