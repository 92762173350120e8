package io.jm.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final Console console = new TerminalConsole(
            new StreamConsole(InputStream.nullInputStream(), out, OutputStream.nullOutputStream(), false), terminal);

    @Test
    void showsNothingForShortWaits() {
        console.progress("Waiting");
        console.clearProgress();
        assertEquals("", terminal.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aDetailDoesNotRestartTheTime() throws InterruptedException {
        console.progress("Downloading");
        for (int i = 0; i < 16; i++) {
            console.progressDetail(i + "%\u001b");
            Thread.sleep(100);
        }
        console.clearProgress();
        String shown = terminal.toString(StandardCharsets.UTF_8);
        assertTrue(shown.matches("(?s).*Downloading: \\d+%\\\\x1b \\(1 s\\).*"), shown);
    }

    @Test
    void printsLinesUnchanged() {
        console.progress("Waiting");
        console.info("Detecting the provisioner...");
        console.clearProgress();
        assertEquals("Detecting the provisioner...\n", out.toString(StandardCharsets.UTF_8));
    }
}
