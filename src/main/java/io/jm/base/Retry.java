package io.jm.base;

import java.time.Duration;

/** The delays between the attempts of a loop: exponential back-off from 250 ms, until a timeout. */
public final class Retry {
    private static final Duration FIRST_DELAY = Duration.ofMillis(250);

    private final Ticker ticker;
    private final Duration maxDelay;
    private final long end;
    private Duration delay = FIRST_DELAY;

    /**
     * Starts the timeout.
     *
     * @param maxDelay the maximum delay between two attempts
     */
    public Retry(Ticker ticker, Duration timeout, Duration maxDelay) {
        this.ticker = ticker;
        this.maxDelay = maxDelay;
        this.end = ticker.nanos() + timeout.toNanos();
    }

    /** Whether the next delay would exceed the timeout. */
    public boolean isExhausted() {
        return ticker.nanos() + delay.toNanos() - end > 0;
    }

    /**
     * Sleeps for the next delay, twice as long as the one before, up to the maximum.
     *
     * @throws CancelledException if the thread is interrupted
     */
    public void pause() {
        ticker.sleep(delay);
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(maxDelay) > 0 ? maxDelay : doubled;
    }
}
