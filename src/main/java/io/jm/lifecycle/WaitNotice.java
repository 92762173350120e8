package io.jm.lifecycle;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.text.Excerpt;
import java.time.Duration;

/**
 * Prints why a machine is still waited for, and the time that is left: after some seconds, when the cause changes, and
 * once a minute. It prints to standard error, since scripts compare standard output.
 */
final class WaitNotice {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration REPEAT = Duration.ofMinutes(1);

    private final Console console;
    private final Ticker ticker;
    private final String what;
    private final long end;
    private long lastNotice;
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
        this.lastNotice = ticker.nanos();
        this.end = lastNotice + limit.toNanos();
    }

    /** It is not there yet, and this is why. */
    void still(String reason) {
        String line = "Waiting for " + what + ": " + Excerpt.line(reason);
        console.progress(line);
        long since = ticker.nanos() - lastNotice;
        boolean other = !line.equals(cause);
        if (since >= FIRST.toNanos() && other || since >= REPEAT.toNanos()) {
            lastNotice = ticker.nanos();
            cause = line;
            long left = Math.max(0, Duration.ofNanos(end - lastNotice).toSeconds());
            console.error(line + " (" + left + " s left)");
            console.flush();
        }
    }
}
