package io.jm.images;

import io.jm.base.Ticker;
import io.jm.console.Console;

/** Shows how far a transfer is, four times a second at most. */
final class TransferProgress {
    private static final long INTERVAL = 250_000_000;
    private static final double NANOS = 1e9;

    private final Console console;
    private final Ticker ticker;
    private final long first;
    private final long total;
    private final long start;
    private long shown;

    /**
     * Starts to measure.
     *
     * @param first the bytes that were there before
     * @param total all bytes, or -1 if unknown
     */
    TransferProgress(Console console, Ticker ticker, long first, long total) {
        this.console = console;
        this.ticker = ticker;
        this.first = first;
        this.total = total;
        this.start = ticker.nanos();
        this.shown = start;
    }

    /** Shows that so many bytes are there now. */
    void reached(long bytes) {
        long now = ticker.nanos();
        if (now - shown < INTERVAL) {
            return;
        }
        shown = now;
        String speed = ByteText.of((long) ((bytes - first) * NANOS / (now - start))) + "/s";
        String amount = total > 0 ? bytes * 100 / total + "% of " + ByteText.of(total) : ByteText.of(bytes);
        console.progressDetail(amount + ", " + speed);
    }
}
