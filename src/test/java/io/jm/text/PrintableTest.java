package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @Test
    void ordinaryTextIsUnchanged() {
        String text = "Größe\t12\nсервер 🐳";
        assertSame(text, Printable.text(text));
    }

    @Test
    void aJsonDocumentKeepsItsValues() {
        String document = "{\n\t\"a\": \"\\u001b\"\n}";
        assertSame(document, Printable.json(document));
        assertEquals("{\n\"a\": \"\\u007f\\u009b\\u202e\"}", Printable.json("{\n\"a\": \"\177\u009b\u202e\"}"));
    }

    @Test
    void aLineHasNoLineFeedAndNoTab() {
        assertEquals("a\\nb\\tc", Printable.line("a\nb\tc"));
    }

    @Test
    void anExcerptEndsInAnEllipsis() {
        assertEquals("ab\\n", Printable.excerpt("ab\n", 3));
        assertEquals("ab\\n…", Printable.excerpt("ab\nc", 3));
    }

    @ParameterizedTest
    @CsvSource({
        "0000, \\x00",
        "0007, \\x07",
        "000d, \\r",
        "001b, \\x1b",
        "007f, \\x7f",
        "0080, \\u0080",
        "009b, \\u009b",
        "061c, \\u061c",
        "200e, \\u200e",
        "2028, \\u2028",
        "202e, \\u202e",
        "2066, \\u2066",
        "2069, \\u2069"
    })
    void terminalControlCharactersAreEscaped(String hex, String expected) {
        String untrusted = "a" + (char) Integer.parseInt(hex, 16) + "[2Jz";
        assertEquals("a" + expected + "[2Jz", Printable.text(untrusted));
        assertEquals("a" + expected + "[2Jz", Printable.line(untrusted));
    }
}
