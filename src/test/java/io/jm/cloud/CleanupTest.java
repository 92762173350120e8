package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTest {
    @Test
    void runsEveryStepAndReportsTheFailuresTogether() {
        List<String> done = new ArrayList<>();
        Cleanup cleanup = new Cleanup()
                .step(() -> fail("no such droplet"))
                .step(() -> done.add("key"))
                .step(() -> fail("no such volume"));
        JmException failure = assertThrows(JmException.class, cleanup::finish);
        assertEquals("no such droplet\nno such volume", failure.getMessage());
        assertEquals(List.of("key"), done);
    }

    @Test
    void anInterruptEndsIt() {
        assertThrows(
                CancelledException.class,
                () -> new Cleanup().step(() -> {
                    throw new CancelledException();
                }));
    }

    private static void fail(String message) {
        throw new JmException(message);
    }
}
