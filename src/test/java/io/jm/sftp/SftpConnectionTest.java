package io.jm.sftp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SftpConnectionTest {
    /** As sshj's channels do, which remember the exception that ended them. */
    private static final class Ended extends OutputStream {
        private final IOException reason = new IOException("connection reset");

        @Override
        public void write(int one) throws IOException {
            throw reason;
        }
    }

    @Test
    void aChannelThatHasEndedFailsInUseAndAgainWhenItIsClosed() {
        SftpConnection connection =
                new SftpConnection(InputStream.nullInputStream(), new Ended(), Duration.ofSeconds(1));
        IOException failure = assertThrows(IOException.class, () -> {
            try (AutoCloseable closed = () -> connection.send(new Request(Type.CLOSE))) {
                connection.send(new Request(Type.READ));
            }
        });
        assertEquals("connection reset", failure.getMessage());
        assertEquals("connection reset", failure.getSuppressed()[0].getMessage());
    }
}
