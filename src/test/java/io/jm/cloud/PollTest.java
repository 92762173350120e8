package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.testkit.SetTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollTest {
    private final SetTicker ticker = new SetTicker(Instant.EPOCH);
    private final Poll poll = new Poll(
            ticker, Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(3));

    @Test
    void returnsTheFirstAnswer() {
        List<Instant> asked = new ArrayList<>();
        String answer = poll.until(
                () -> {
                    asked.add(ticker.now());
                    return asked.size() == 4 ? "done" : null;
                },
                "late");
        assertEquals("done", answer);
        assertEquals(
                List.of(5L, 7L, 10L, 13L),
                asked.stream().map(Instant::getEpochSecond).toList());
    }

    @Test
    void endsWithTheMessageAfterTheTimeout() {
        JmException late = assertThrows(JmException.class, () -> poll.until(() -> null, "no address yet"));
        assertEquals("no address yet", late.getMessage());
        assertEquals(Instant.EPOCH.plusSeconds(20), ticker.now());
    }

    @Test
    void returnsNothingAfterTheTimeoutWhereThatIsNoError() {
        assertNull(poll.within(() -> null));
        assertEquals(Instant.EPOCH.plusSeconds(20), ticker.now());
        assertEquals("done", poll.within(() -> "done"));
    }

    /** The delays are as long as the timeout together, and each question takes a moment. */
    @Test
    void asksTheLastTimeAtTheEndOfTheTimeout() {
        Poll exact = new Poll(ticker, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(3));
        List<Duration> asked = new ArrayList<>();
        assertNull(exact.within(() -> {
            asked.add(Duration.between(Instant.EPOCH, ticker.now()));
            ticker.pass(Duration.ofMillis(300));
            return null;
        }));
        assertEquals(
                List.of(2000L, 5300L, 8600L, 10_000L),
                asked.stream().map(Duration::toMillis).toList());
    }

    @Test
    void asksOnceWithATimeoutOfZeroThoughTimePasses() {
        assertEquals("done", new Poll(Ticker.system(), Duration.ZERO, Duration.ZERO).within(() -> "done"));
        assertEquals("done", new Poll(ticker, Duration.ZERO, Duration.ofSeconds(5)).within(() -> "done"));
        assertEquals(Instant.EPOCH, ticker.now());
    }
}
