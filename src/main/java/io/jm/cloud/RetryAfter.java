package io.jm.cloud;

import java.time.Duration;
import java.time.Instant;

/** The {@code Retry-After} header of RFC 9110, section 10.2.3: seconds, or a date. */
public final class RetryAfter {
    /** Nobody waits that long, and it can be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /**
     * Returns how long the server asks to wait, a year at most; zero if it does not ask, or asks for nothing sensible.
     */
    public static Duration of(CloudReply reply, Instant now) {
        String value = reply.header("Retry-After").strip();
        if (value.matches("\\d{1,9}")) {
            return limited(Duration.ofSeconds(Long.parseLong(value)));
        }
        Instant date = reply.date("Retry-After");
        return date != null && date.isAfter(now) ? limited(Duration.between(now, date)) : Duration.ZERO;
    }

    private static Duration limited(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
