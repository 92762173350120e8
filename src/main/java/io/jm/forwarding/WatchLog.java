package io.jm.forwarding;

import io.jm.base.Ticker;
import io.jm.os.PrivateFile;
import io.jm.text.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;

/** The log of a machine's watcher: lines with their time, of which the newest are kept. Threads may share it. */
final class WatchLog {
    /** The size in bytes beyond which the older half is dropped. */
    static final int MAX_BYTES = 128 << 10;

    private static final int MAX_LINE = 1000;

    private final Path file;
    private final Ticker ticker;
    private int unchecked = MAX_BYTES;

    WatchLog(Path file, Ticker ticker) {
        this.file = file;
        this.ticker = ticker;
    }

    /** Appends a line. A log that cannot be written is no reason to stop watching. */
    synchronized void line(String text) {
        byte[] line = (ticker.now().truncatedTo(ChronoUnit.SECONDS) + " " + Printable.excerpt(text, MAX_LINE) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        try {
            PrivateFile.append(file, line);
            unchecked += line.length;
            if (unchecked >= MAX_BYTES / 2) {
                PrivateFile.keepNewest(file, MAX_BYTES);
                unchecked = 0;
            }
        } catch (IOException e) {
            // the machine is being removed, or the disk is full
            return;
        }
    }
}
