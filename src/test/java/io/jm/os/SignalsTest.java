package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Uses SIGCONT, which has no effect on a running process. */
@DisabledOnOs(OS.WINDOWS)
class SignalsTest {
    @BeforeEach
    void ownTheProcess() {
        Signals.prepare();
    }

    @Test
    void theLastHandlerIsCalledUntilItIsRestored() throws InterruptedException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        Signals.Registration first = listen("first", received);
        Signals.Registration second = listen("second", received);
        assertFalse(first.wasIgnored());
        first.raise();
        assertEquals("second", received.poll(10, TimeUnit.SECONDS));
        second.restore();
        second.raise();
        assertEquals("first", received.poll(10, TimeUnit.SECONDS));
        first.restore();
        assertTrue(received.isEmpty());
    }

    @Test
    void aHandlerIsNotReplacedByOneForSignalsThatNothingHandles() throws InterruptedException {
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        Signals.handleUnlessHandled("CONT", one -> received.add("default"));
        Signals.Registration first = listen("first", received);
        Signals.handleUnlessHandled("CONT", one -> received.add("another"));
        first.raise();
        assertEquals("first", received.poll(10, TimeUnit.SECONDS));
        first.restore();
        first.raise();
        assertEquals("default", received.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void anUnknownSignalHasNoHandler() {
        assertNull(Signals.handle("NO-SUCH", signal -> {}));
    }

    private static Signals.Registration listen(String name, BlockingQueue<String> received) {
        Signals.Registration signal = Signals.handle("CONT", one -> received.add(name));
        assertNotNull(signal);
        return signal;
    }
}
