package io.jm.cloud;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks a provider again and again until it has finished something. */
public final class Poll {
    private final Ticker ticker;
    private final Duration timeout;
    private final List<Duration> delays;

    /**
     * Makes a poll.
     *
     * @param delays before the first question, the second and so on; the last one repeats
     */
    public Poll(Ticker ticker, Duration timeout, Duration... delays) {
        this.ticker = ticker;
        this.timeout = timeout;
        this.delays = List.of(delays);
    }

    /**
     * Returns the first answer that is not null.
     *
     * @throws JmException with that message after the timeout, or whatever the question throws
     */
    public <T> T until(Supplier<@Nullable T> question, String messageOnTimeout) {
        T answer = within(question);
        if (answer == null) {
            throw new JmException(messageOnTimeout);
        }
        return answer;
    }

    /**
     * Returns the first answer that is not null, or null after the timeout; throws whatever the question throws. It is
     * asked at least once, whatever the timeout, and the last time at its end.
     */
    public <T> @Nullable T within(Supplier<@Nullable T> question) {
        long end = ticker.nanos() + timeout.toNanos();
        for (int asked = 0; ; asked++) {
            long left = Math.max(0, end - ticker.nanos());
            if (asked > 0 && left == 0) {
                return null;
            }
            Duration delay = delays.get(Math.min(asked, delays.size() - 1));
            ticker.sleep(delay.toNanos() < left ? delay : Duration.ofNanos(left));
            T answer = question.get();
            if (answer != null) {
                return answer;
            }
        }
    }
}
