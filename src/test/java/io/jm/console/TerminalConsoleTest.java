package io.jm.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
    void printsLinesUnchanged() {
        console.progress("Waiting");
        console.info("Detecting the provisioner...");
        console.clearProgress();
        assertEquals("Detecting the provisioner...\n", out.toString(StandardCharsets.UTF_8));
    }
}
