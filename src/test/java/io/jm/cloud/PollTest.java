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
    void endsWithTheMessageWithinTheTimeout() {
        JmException late = assertThrows(JmException.class, () -> poll.until(() -> null, "no address yet"));
        assertEquals("no address yet", late.getMessage());
        assertEquals(Instant.EPOCH.plusSeconds(19), ticker.now());
    }

    @Test
    void returnsNothingAfterTheTimeoutWhereThatIsNoError() {
        assertNull(poll.within(() -> null));
        assertEquals(Instant.EPOCH.plusSeconds(19), ticker.now());
        assertEquals("done", poll.within(() -> "done"));
    }

    @Test
    void asksOnceWithATimeoutOfZeroThoughTimePasses() {
        assertEquals("done", new Poll(Ticker.system(), Duration.ZERO, Duration.ZERO).within(() -> "done"));
    }
}
