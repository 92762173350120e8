package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void aLineIsShortAndEscaped() {
        assertEquals("a\\n\\x1b[31mb", Excerpt.line(" a\n\u001b[31mb\n"));
        assertEquals(301, Excerpt.line("x".repeat(MEGABYTE)).length());
    }

    @Test
    void theEndOfALongTextIsKept() {
        String end = Excerpt.end("x".repeat(MEGABYTE) + "the reason");
        assertTrue(end.startsWith("…x") && end.endsWith("the reason") && end.length() < 20_000);
        assertEquals("short", Excerpt.end("short"));
    }

    @Test
    void theLastLinesAreLimitedInCountAndLength() {
        assertEquals("2\n3", Excerpt.lastLines("1\n2\n3\n", 2));
        assertTrue(Excerpt.lastLines("x".repeat(MEGABYTE) + "\n3", 2).length() < 20_000);
    }

    @Test
    void tooLongLinesAreOmitted() {
        List<String> lines = new ArrayList<>();
        Excerpt.lines("one\n" + "x".repeat(MEGABYTE) + "\ntwo").forEach(lines::add);
        assertEquals(List.of("one", "two"), lines);
    }
}
