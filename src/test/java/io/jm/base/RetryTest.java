package io.jm.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.SetTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {
    private final SetTicker clock = new SetTicker(Instant.EPOCH);

    @Test
    void doublesTheDelayUpToTheMaximumAndStaysWithinTheTimeout() {
        Retry retry = new Retry(clock, Duration.ofSeconds(10), Duration.ofSeconds(3));
        List<Long> delays = new ArrayList<>();
        while (!retry.isExhausted()) {
            long before = clock.nanos();
            retry.pause();
            delays.add((clock.nanos() - before) / 1_000_000);
        }
        assertEquals(List.of(250L, 500L, 1000L, 2000L, 3000L, 3000L), delays);
    }

    @Test
    void timeSpentInAnAttemptCounts() {
        Retry retry = new Retry(clock, Duration.ofSeconds(10), Duration.ofSeconds(3));
        clock.pass(Duration.ofMillis(9750));
        assertFalse(retry.isExhausted());
        clock.pass(Duration.ofMillis(1));
        assertTrue(retry.isExhausted());
    }
}
