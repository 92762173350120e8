package io.jm.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UnexpectedExceptionTest {
    @Test
    void keepsAnErrorThatHasAMessage() {
        JmException known = new JmException("no such machine");
        assertSame(known, UnexpectedException.of(known));
    }

    @Test
    void distinguishesMemoryFromThreads() {
        assertEquals("not enough memory", message(new OutOfMemoryError("Java heap space")));
        // the messages of a JVM and of the native run-time
        String threads = "the system allows no more threads (see ulimit -u and ulimit -v)";
        assertEquals(threads, message(new OutOfMemoryError("unable to create native thread: possibly out of memory")));
        assertEquals(threads, message(new OutOfMemoryError("Unable to create native thread: possibly out of memory")));
    }

    @Test
    void reportsAnythingElseAsInternalError() {
        String message = message(new IllegalStateException("odd"));
        assertTrue(message.startsWith("internal error: java.lang.IllegalStateException: odd"), message);
    }

    private static String message(Throwable failure) {
        return UnexpectedException.of(failure).getMessage();
    }
}
