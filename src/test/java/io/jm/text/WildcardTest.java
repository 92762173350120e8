package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "*, anything, true",
                "*, .hidden, false",
                ".*, .hidden, true",
                "?b, .b, false",
                "[.]b, .b, false",
                "a*, a, true",
                "a*c, abcbc, true",
                "a*c, abcb, false",
                "a?c, abc, true",
                "a?c, ac, false",
                "a?c, a😀c, true",
                "[a-c]x, bx, true",
                "[a-c]x, dx, false",
                "[!a-c]x, dx, true",
                "[^a-c]x, bx, false",
                "[]x], ], true",
                "[a-], -, true",
                "a[b, a[b, true",
                "a[b, ab, false",
                "a\\*b, a*b, true",
                "a\\*b, axb, false",
                "{a}, {a}, true",
                "{a}, a, false",
                "\"\", \"\", true",
                "\"\", a, false",
                "**a, ba, true"
            })
    void matchesAsAShellDoes(String pattern, String name, boolean expected) {
        assertEquals(expected, Wildcard.of(pattern).matches(name), pattern + " " + name);
    }

    @Test
    void recognizesPatterns() {
        assertTrue(Wildcard.isPattern("a/*.txt"));
        assertTrue(Wildcard.isPattern("[ab]"));
        assertFalse(Wildcard.isPattern("a/b-c.txt"));
    }

    @Test
    void matchingTakesNoExponentialTime() {
        String name = "a".repeat(32_000);
        assertTimeout(
                Duration.ofSeconds(10),
                () -> assertFalse(Wildcard.of("*a*a*a*a*a*a*a*a*a*a*a*b").matches(name)));
    }
}
