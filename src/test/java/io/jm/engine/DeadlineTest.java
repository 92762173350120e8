package io.jm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.SocketException;
import java.time.Duration;
import java.util.Timer;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void anErrorOfTlsIsTheReasonAlsoAfterTheDeadline() throws Exception {
        Timer timer = new Timer(true);
        try (Deadline expired = new Deadline(Duration.ZERO, timer)) {
            assertEquals("tls: too long", expired.reason(new SSLException("too long"), "", "timeout"));
            assertEquals("timeout", expired.reason(new SocketException("Socket closed"), "", "timeout"));
            assertEquals("timeout", expired.reason(new SSLException("Socket is closed"), "", "timeout"));
        } finally {
            timer.cancel();
        }
    }

    @Test
    void theTimeoutOfASocketEndsNotBeforeTheDeadline() {
        assertEquals(2, Deadline.millis(1_000_001));
        assertEquals(1, Deadline.millis(1_000_000));
        assertEquals(1, Deadline.millis(-5));
        assertEquals(Integer.MAX_VALUE, Deadline.millis(Long.MAX_VALUE / 2));
    }
}
