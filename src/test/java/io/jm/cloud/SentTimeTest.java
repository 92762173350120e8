package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-28T10:00:00Z, 120",
        "2026-11-28T09:59:30Z, 90",
        "2026-11-28T09:58:00Z, 0",
        "1969-01-01T00:00:00Z, 0",
        "-1000000000-01-01T00:00:00Z, 0"
    })
    void thePeriodBeginsWithTheRequest(String recorded, long left) {
        assertEquals(Duration.ofSeconds(left), SentTime.left(recorded, Duration.ofMinutes(2), NOW));
    }

    @ParameterizedTest
    @CsvSource({"2026-11-28T11:00:00Z", "+1000000000-12-31T23:59:59Z", "yesterday", "''"})
    void aTimeThatCannotBeTrustedLeavesAllOfThePeriod(String recorded) {
        assertEquals(Duration.ofMinutes(2), SentTime.left(recorded, Duration.ofMinutes(2), NOW));
    }
}
