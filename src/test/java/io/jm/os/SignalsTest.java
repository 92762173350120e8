package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Uses SIGCONT, which has no effect on a process that runs. */
@DisabledOnOs(OS.WINDOWS)
class SignalsTest {
    @Test
    void theLastListenerHearsUntilItGivesBack() throws InterruptedException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Signals.Registration first = listen("first", heard);
        Signals.Registration second = listen("second", heard);
        assertFalse(first.wasIgnored());
        first.raise();
        assertEquals("second", heard.poll(10, TimeUnit.SECONDS));
        second.restore();
        second.raise();
        assertEquals("first", heard.poll(10, TimeUnit.SECONDS));
        first.restore();
        assertTrue(heard.isEmpty());
    }

    @Test
    void aSignalThatTheSystemDoesNotHaveIsNotHeard() {
        assertNull(Signals.handle("NO-SUCH", signal -> {}));
    }

    private static Signals.Registration listen(String name, BlockingQueue<String> heard) {
        Signals.Registration signal = Signals.handle("CONT", one -> heard.add(name));
        assertNotNull(signal);
        return signal;
    }
}
