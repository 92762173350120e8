package io.jm.forwarding;

import java.time.Duration;

/**
 * How fast a watcher works; tests are faster.
 *
 * @param answer the timeout of a request to the engine
 * @param idle how long a stream without events is trusted: if an engine is killed and restarted, the stream of the old one
 *     may never end
 * @param settle how long after an event the ports are read once more: an engine may report it before its list changes
 * @param burst how long after an event more of them are awaited, which then need no reading of their own
 * @param firstRetry the wait after a failure, doubled after each further one
 * @param lastRetry the longest of these waits
 */
record Pace(Duration answer, Duration idle, Duration settle, Duration burst, Duration firstRetry, Duration lastRetry) {
    static final Pace NORMAL = new Pace(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofMillis(250),
            Duration.ofSeconds(5));

    /** Returns the wait after one more failure. */
    Duration after(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(lastRetry) > 0 ? lastRetry : doubled;
    }
}
