package io.jm.provision;

import io.jm.console.Console;
import io.jm.console.StreamConsole;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A console that records its output. */
public final class Lines {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    public Console console() {
        return new StreamConsole(InputStream.nullInputStream(), out, err, false);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
