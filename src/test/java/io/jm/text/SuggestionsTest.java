package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
    private static final List<String> KNOWN =
            List.of("create", "ls", "none", "regenerate-certs", "restart", "ssh", "start", "status", "stop", "q");

    @ParameterizedTest
    @CsvSource({
        "lss, ls",
        "nonee, none",
        "noen, none",
        "statsu, status",
        "craete, create",
        "regen, regenerate-certs",
        "stat, start",
        "stoop, stop",
        "'', ''",
        "l, ''",
        "qt, ''",
        "LS, ''",
        "nosuch, ''",
        "inspection, ''"
    })
    void suggestsTheClosestName(String name, String expected) {
        List<String> suggestions = Suggestions.of(name, KNOWN);
        assertEquals(expected, suggestions.isEmpty() ? "" : suggestions.get(0));
    }

    @Test
    void suggestsAllEquallyCloseNames() {
        assertEquals(
                "Did you mean \"start\", \"stats\" or \"stat\"?",
                Suggestions.question(List.of("start", "stats", "stat")));
        assertEquals(List.of("bat", "cat"), Suggestions.of("aat", List.of("bat", "cat", "bet")));
        assertEquals("Did you mean \"ab\\n\"?", Suggestions.question(List.of("ab\n")));
        assertEquals("", Suggestions.question(List.of()));
    }

    @Test
    void aVeryLongNameIsIgnored() {
        assertEquals(List.of(), Suggestions.of("x".repeat(1_000_000), List.of("y".repeat(1_000_000))));
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, abcd, 1", "abc, abd, 1", "'', abc, 3", "ca, abc, 3"})
    void countsTypingErrors(String left, String right, int distance) {
        assertEquals(distance, Suggestions.distance(left, right));
    }
}
