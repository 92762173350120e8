package io.jm.console;

import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.text.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The output of several programs at the same time: each line is written whole, after the name of its machine. The
 * bytes of the lines are not changed. A line longer than {@link Limits#LABELLED_LINE} is split.
 */
public final class LabelledOutput {
    private static final int CHUNK = 8192;

    private final Streams streams;
    private final Labels labels;
    private final boolean labelled;
    private final boolean colourOut;
    private final boolean colourErr;
    private final Runnable onLoss;
    private @Nullable String loss;

    /**
     * Prepares the output.
     *
     * @param names whose output it is
     * @param labelled whether lines have labels
     * @param colourOut whether labels on standard output have colours
     * @param colourErr whether labels on standard error have colours
     * @param onLoss runs when standard output cannot be written to any more
     */
    public LabelledOutput(
            Streams streams,
            List<String> names,
            boolean labelled,
            boolean colourOut,
            boolean colourErr,
            Runnable onLoss) {
        this.streams = streams;
        this.labels = new Labels(names);
        this.labelled = labelled;
        this.colourOut = colourOut;
        this.colourErr = colourErr;
        this.onLoss = onLoss;
    }

    /** Copies a program's standard output, on a thread of its own, until it ends. */
    public Thread copyOutput(String name, InputStream from) {
        return start(() -> copy(from, streams.out(), label(name, colourOut)));
    }

    /** Copies a program's standard error, on a thread of its own, until it ends. */
    public Thread copyErrors(String name, InputStream from) {
        return start(() -> copy(from, streams.err(), label(name, colourErr)));
    }

    /** Prints a message about one of the programs to standard error. */
    public void error(String name, String message) {
        StringBuilder lines = new StringBuilder();
        String label = label(name, colourErr);
        for (String line : message.strip().split("\n")) {
            lines.append(label).append(Printable.line(line)).append('\n');
        }
        write(lines.toString().getBytes(StandardCharsets.UTF_8), streams.err());
    }

    /** Returns why standard output cannot be written to any more; null if it can. */
    public synchronized @Nullable String loss() {
        return loss;
    }

    private static Thread start(Runnable copy) {
        Thread thread = new Thread(copy, "labelled-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private String label(String name, boolean coloured) {
        if (!labelled) {
            return "";
        }
        return coloured ? labels.coloured(name) : labels.of(name);
    }

    private void copy(InputStream from, OutputStream to, String text) {
        byte[] label = text.getBytes(StandardCharsets.UTF_8);
        byte[] chunk = new byte[CHUNK];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteArrayOutputStream ready = new ByteArrayOutputStream();
        try (from) {
            for (int length = from.read(chunk); length >= 0; length = from.read(chunk)) {
                for (int i = 0; i < length; i++) {
                    if (chunk[i] == '\n' || isFull(line.size(), chunk[i])) {
                        end(line, label, ready);
                    }
                    if (chunk[i] != '\n') {
                        line.write(chunk[i]);
                    }
                }
                if (ready.size() > 0 && !write(ready.toByteArray(), to)) {
                    return;
                }
                ready.reset();
            }
        } catch (IOException e) {
            // the program was ended while it was writing; what it wrote before is shown
        }
        if (line.size() > 0) {
            end(line, label, ready);
            write(ready.toByteArray(), to);
        }
    }

    /** Whether a line is split before this byte: not within a character of UTF-8, which has up to four bytes. */
    private static boolean isFull(int size, byte next) {
        boolean continues = (next & 0xC0) == 0x80;
        return size >= Limits.LABELLED_LINE && (!continues || size >= Limits.LABELLED_LINE + 3);
    }

    private static void end(ByteArrayOutputStream line, byte[] label, ByteArrayOutputStream ready) {
        ready.writeBytes(label);
        ready.writeBytes(line.toByteArray());
        ready.write('\n');
        line.reset();
    }

    /** Writes whole lines; returns false if standard output is lost. */
    private boolean write(byte[] lines, OutputStream to) {
        synchronized (this) {
            try {
                to.write(lines);
                to.flush();
                return true;
            } catch (IOException e) {
                if (to != streams.out() || loss != null) {
                    return false;
                }
                loss = IoReason.of(e);
            }
        }
        onLoss.run();
        return false;
    }
}
