package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CopyProgressTest {
    private static String line(String name, long done, long size, int millis, boolean running) {
        return ProgressLine.line(name, done, size, Duration.ofMillis(millis), running, 60);
    }

    @Test
    void everySizeHasItsUnit() {
        assertEquals("a                           100%       5 B      50 B/s 00:00", line("a", 5, 5, 100, false));
        assertEquals("a                           100%       0 B       0 B/s 00:00", line("a", 0, 0, 0, false));
        assertEquals(
                "a                            50%   2.0 MiB   1.0 MiB/s 00:02",
                line("a", 2 << 20, 4 << 20, 2000, true));
        assertEquals(
                "a                            25%   1.0 GiB   1.0 MiB/s 51:12",
                line("a", 1L << 30, 4L << 30, 1_024_000, true));
    }

    @Test
    void aLineIsNeverWiderThanTheTerminal() {
        String line = line("name".repeat(50), 5, 5, 100, false);
        assertEquals(60, line.length());
        assertTrue(line.contains("…"), line);
    }

    private static String drawn(ByteArrayOutputStream screen) {
        return screen.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNameCannotControlTheTerminal() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        CopyProgress meter = CopyProgress.to(new PrintStream(screen, true, StandardCharsets.UTF_8));
        try (CopyProgress.Bar bar = meter.start("a\u001b[2J\nb", 3)) {
            bar.stepTo(3);
        }
        assertTrue(drawn(screen).contains("a\\x1b[2J\\nb "), drawn(screen));
        assertFalse(drawn(screen).contains("\u001b"));
    }

    @Test
    void aSignalEndsTheLineOnce() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        CopyProgress meter = CopyProgress.to(new PrintStream(screen, true, StandardCharsets.UTF_8));
        try (CopyProgress.Bar bar = meter.start("a", 3)) {
            meter.interrupted();
            assertTrue(drawn(screen).endsWith("\n"), drawn(screen));
            bar.stepTo(2);
        }
        assertEquals(1, drawn(screen).chars().filter(c -> c == '\n').count());
    }
}
