package io.jm.console;

import io.jm.text.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A console on three byte streams, in UTF-8 regardless of the locale. Every line passes {@link Printable}, so that no
 * text from a machine, a file or a plugin can control the terminal; only {@link #write} prints text unchanged.
 */
public final class StreamConsole implements Console {
    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final boolean debugging;
    private boolean infoToError;
    private @Nullable String outputError;
    private boolean outputClosed;

    public StreamConsole(InputStream in, OutputStream out, OutputStream err, boolean debugging) {
        this.in = Objects.requireNonNull(in);
        this.out = out;
        this.err = err;
        this.debugging = debugging;
    }

    @Override
    public void result(String line) {
        String printable = Printable.text(line);
        synchronized (StreamConsole.class) {
            // no concatenation: a document may be very long
            print(out, printable);
            print(out, "\n");
        }
    }

    @Override
    public void write(String text) {
        print(out, text);
    }

    @Override
    public void info(String line) {
        // flushed so that each step is visible when it starts
        print(infoToError ? err : out, Printable.text(line) + "\n");
        flush();
    }

    @Override
    public void warn(String line) {
        info(line);
    }

    @Override
    public void error(String line) {
        print(err, Printable.text(line) + "\n");
    }

    @Override
    public void debug(String line) {
        if (debugging) {
            print(err, Printable.text(line) + "\n");
        }
    }

    @Override
    public boolean debugging() {
        return debugging;
    }

    @Override
    public void progress(String line) {
        // a plain stream shows no progress
    }

    @Override
    public void progressDetail(String detail) {
        // a plain stream shows no progress
    }

    @Override
    public void clearProgress() {
        // no progress is shown
    }

    @Override
    public Answer confirm(String prompt) {
        print(out, Printable.text(prompt));
        flush();
        try {
            return AnswerReader.read(in);
        } catch (IOException e) {
            return Answer.END_OF_INPUT;
        }
    }

    @Override
    public void infoToStandardError() {
        infoToError = true;
    }

    @Override
    public Streams streams() {
        return new Streams(in, out, err);
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            remember(e);
        }
        try {
            err.flush();
        } catch (IOException e) {
            // standard error was the only place for the message
            return;
        }
    }

    @Override
    public @Nullable String outputError() {
        return outputError;
    }

    @Override
    public boolean outputClosed() {
        return outputClosed || outputError != null;
    }

    private void print(OutputStream stream, String text) {
        synchronized (StreamConsole.class) {
            try {
                stream.write(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                if (stream == out) {
                    remember(e);
                }
            }
        }
    }

    /** Keeps disk errors; a closed pipe is not an error. */
    private void remember(IOException e) {
        String reason = String.valueOf(e.getMessage());
        switch (reason) {
            case "No space left on device",
                    "Disk quota exceeded",
                    "File too large",
                    "Input/output error",
                    "There is not enough space on the disk" -> outputError = reason;
            default -> outputClosed = true;
        }
    }
}
