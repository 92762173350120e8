package io.jm.ssh;

import io.jm.console.StreamConsole;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A console with debug output that records everything printed. */
public final class RecordingConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    public final StreamConsole console = new StreamConsole(new ByteArrayInputStream(new byte[0]), out, out, true);

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
