package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.TransportException;
import org.junit.jupiter.api.Test;

class PeerReasonTest {
    @Test
    void isNeverEmpty() {
        assertEquals("no reason given", PeerReason.of(null));
        assertEquals("no reason given", PeerReason.of(new IOException()));
        assertEquals("no reason given", PeerReason.of(new OpenFailException("session", 0, "")));
        assertEquals("resource shortage", PeerReason.of(new OpenFailException("session", 4, " ")));
        assertEquals("administratively prohibited", PeerReason.of(new OpenFailException("session", 1, "")));
        assertEquals(
                "too many connections", PeerReason.of(new TransportException(DisconnectReason.TOO_MANY_CONNECTIONS)));
    }

    @Test
    void isOnePrintableLineOfLimitedLength() {
        assertEquals("a\\x1bb\\nc", PeerReason.of(new IOException(" a\u001bb\nc\n")));
        assertTrue(PeerReason.of(new IOException("\u001b".repeat(1_000_000))).length() < 2000);
    }

    @Test
    void namesTheCause() {
        assertEquals("timed out", PeerReason.of(new IOException("x", new TimeoutException("y"))));
        assertEquals(
                "unexpected response (java.lang.IllegalStateException: Not connected)",
                PeerReason.of(new IOException(new IllegalStateException("Not connected"))));
        assertEquals("ours", PeerReason.of(new JmException("ours")));
    }
}
