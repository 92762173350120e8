package io.jm.provision.host;

import io.jm.base.Ticker;
import io.jm.os.PrivateFile;
import io.jm.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Logs each command that was run on a machine, with its exit status and duration, for troubleshooting. */
public final class ProvisionLog {
    /** The maximum size of the file in bytes; when it is reached the older half is deleted. */
    static final int FILE_LIMIT = 1 << 20;

    private static final int LINE_LIMIT = 4096;
    private static final int OUTPUT_LIMIT = 256 << 10;

    private final @Nullable Path file;
    private final Ticker ticker;

    /** Creates a log in {@code file}; null for no log. */
    public ProvisionLog(@Nullable Path file, Ticker ticker) {
        this.file = file;
        this.ticker = ticker;
    }

    /** Appends the output of a script, indented; of a long one the end. */
    public void output(String output) {
        StringBuilder lines = new StringBuilder();
        String masked = Secrets.mask(output);
        String end = masked.substring(Math.max(0, masked.length() - OUTPUT_LIMIT));
        end.lines().forEach(line -> lines.append("  ").append(shortened(line)).append('\n'));
        append(lines.toString());
    }

    /** Appends a command, its exit status and its duration. */
    public void note(String command, int status, long nanos) {
        append(ticker.now() + " exit=" + status + " " + nanos / 1_000_000 + "ms " + shortened(Secrets.mask(command))
                + "\n");
    }

    private static String shortened(String text) {
        String shown = Printable.line(text);
        return shown.length() > LINE_LIMIT ? shown.substring(0, LINE_LIMIT) + "…" : shown;
    }

    private void append(String lines) {
        if (file == null || file.getParent() == null || !Files.isDirectory(file.getParent())) {
            return;
        }
        try {
            PrivateFile.append(file, lines.getBytes(StandardCharsets.UTF_8));
            PrivateFile.keepNewest(file, FILE_LIMIT);
        } catch (IOException e) {
            // a full disk must not stop the provisioning
            return;
        }
    }
}
