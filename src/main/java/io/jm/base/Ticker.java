package io.jm.base;

import java.time.Duration;
import java.time.Instant;

/** The passing of time; tests use one that stands still. */
public interface Ticker {
    /** The wall clock, for dates in certificates and files. */
    Instant now();

    /** A clock that never goes back, in nanoseconds; only differences mean something. */
    long nanos();

    /**
     * Waits.
     *
     * @throws CancelledException if the thread is interrupted meanwhile
     */
    void sleep(Duration duration);

    /** The real clock. */
    static Ticker system() {
        return new SystemTicker();
    }
}
