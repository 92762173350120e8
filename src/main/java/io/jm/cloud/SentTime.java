package io.jm.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** When a request was sent whose answer is missing, as its record has it, so that what it makes may still appear. */
public final class SentTime {
    private SentTime() {}

    /**
     * Returns how much is left of a period that began then: zero if it is over, all of it if the record is no time, or one
     * that is later than now, since the clock may have been set.
     *
     * @param recorded in ISO 8601
     */
    public static Duration left(String recorded, Duration period, Instant now) {
        try {
            Duration passed = Duration.between(Instant.parse(recorded), now);
            Duration left = passed.isNegative() ? period : period.minus(passed);
            return left.isNegative() ? Duration.ZERO : left;
        } catch (DateTimeParseException e) {
            return period;
        }
    }
}
