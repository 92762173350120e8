package io.jm.cloud;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How often and after which delays a request is repeated.
 *
 * @param retries how often at most; 0 for never
 * @param firstDelay the maximum delay before the first retry; it doubles for each further one
 * @param maxDelay the maximum delay before any retry
 * @param total how long all attempts of a request may take together
 */
public record RetryPolicy(int retries, Duration firstDelay, Duration maxDelay, Duration total) {
    private static final double SPREAD = 0.2;

    /**
     * Returns the delay before a retry: random up to the maximum ("full jitter"), so that many clients do not come back
     * together; or what the provider asked for and up to a fifth more.
     *
     * @param retry the number of the retry, from 0
     * @param asked what the provider asked for, or zero
     * @param random from 0 to 1
     */
    Duration delay(int retry, Duration asked, DoubleSupplier random) {
        if (!asked.isZero()) {
            return asked.plusMillis((long) (asked.toMillis() * SPREAD * random.getAsDouble()));
        }
        long longest = Math.min(maxDelay.toMillis(), firstDelay.toMillis() << Math.min(retry, 20));
        return Duration.ofMillis((long) (longest * random.getAsDouble()));
    }
}
