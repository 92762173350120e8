package io.jm.ssh;

import io.jm.console.StreamConsole;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A debugging console that keeps what it was told. */
public final class KeptConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    public final StreamConsole console = new StreamConsole(new ByteArrayInputStream(new byte[0]), out, out, true);

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
