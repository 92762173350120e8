package io.jm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void theTimeoutOfASocketEndsNotBeforeTheDeadline() {
        assertEquals(2, Deadline.millis(1_000_001));
        assertEquals(1, Deadline.millis(1_000_000));
        assertEquals(1, Deadline.millis(-5));
        assertEquals(Integer.MAX_VALUE, Deadline.millis(Long.MAX_VALUE / 2));
    }
}
