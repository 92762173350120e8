package io.jm.base;

import java.time.Duration;
import java.time.Instant;

/** A clock that can also sleep; tests use one that does not advance. */
public interface Ticker {
    /** Returns the wall clock time, for dates in certificates and files. */
    Instant now();

    /** Returns a monotonic time in nanoseconds; only differences between two values have a meaning. */
    long nanos();

    /**
     * Sleeps.
     *
     * @throws CancelledException if the thread is interrupted
     */
    void sleep(Duration duration);

    /** Returns the clock of the system. */
    static Ticker system() {
        return new SystemTicker();
    }
}
