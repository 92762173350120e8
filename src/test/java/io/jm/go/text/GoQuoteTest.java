package io.jm.go.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.testkit.Recorded;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoQuoteTest {
    @Test
    void quotesAsGoDoes() {
        for (List<String> row : Recorded.table("/text/go-quote.tsv")) {
            assertEquals(row.get(1), GoQuote.quote(row.get(0)));
            assertEquals(row.get(2), GoQuote.quoteToAscii(row.get(0)));
            assertEquals(row.get(3), String.valueOf(GoQuote.canBackquote(row.get(0))), row.get(1));
        }
    }

    @Test
    void quotesSingleCharacters() {
        assertEquals("'a'", GoQuote.quoteRune('a'));
        assertEquals("'\\''", GoQuote.quoteRune('\''));
        assertEquals("'\"'", GoQuote.quoteRune('"'));
        assertEquals("'\\u00e9'", GoQuote.quoteRuneToAscii(0xe9));
        assertEquals("'\ufffd'", GoQuote.quoteRune(0xd800));
        assertEquals("'\ufffd'", GoQuote.quoteRune(-1));
    }
}
