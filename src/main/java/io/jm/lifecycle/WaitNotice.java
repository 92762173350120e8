package io.jm.lifecycle;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.text.Excerpt;
import java.time.Duration;

/**
 * Tells whoever waits for a machine what is in the way and how long it will still be tried: after some seconds, when the
 * cause becomes another one, and once a minute. On standard error, so that the lines on standard output stay the same.
 */
final class WaitNotice {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration REPEAT = Duration.ofMinutes(1);

    private final Console console;
    private final Ticker ticker;
    private final String what;
    private final long end;
    private long told;
    private String cause = "";

    /**
     * Begins to wait.
     *
     * @param what what is waited for
     * @param limit how long at most
     */
    WaitNotice(Console console, Ticker ticker, String what, Duration limit) {
        this.console = console;
        this.ticker = ticker;
        this.what = what;
        this.told = ticker.nanos();
        this.end = told + limit.toNanos();
    }

    /** It is not there yet, and this is why. */
    void still(String reason) {
        String line = "Waiting for " + what + ": " + Excerpt.line(reason);
        console.progress(line);
        long since = ticker.nanos() - told;
        boolean other = !line.equals(cause);
        if (since >= FIRST.toNanos() && other || since >= REPEAT.toNanos()) {
            told = ticker.nanos();
            cause = line;
            long left = Math.max(0, Duration.ofNanos(end - told).toSeconds());
            console.error(line + " (" + left + " s left)");
            console.flush();
        }
    }
}
