package io.jm.testkit;

import io.jm.console.StreamConsole;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A console that records its output; nothing is typed. */
public final class RecordingConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StreamConsole console;

    public RecordingConsole() {
        this(false);
    }

    private RecordingConsole(boolean debug) {
        this.console = new StreamConsole(InputStream.nullInputStream(), out, err, debug);
    }

    /** Records debug output as well. */
    public static RecordingConsole withDebug() {
        return new RecordingConsole(true);
    }

    public StreamConsole console() {
        return console;
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Forgets what was recorded. */
    public void clear() {
        out.reset();
        err.reset();
    }

    /** Both streams, one after the other. */
    public String all() {
        return out() + err();
    }
}
