package io.jm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoRegexTest {
    @Test
    void refusesInGosWords() {
        List<String> wrong = new ArrayList<>();
        for (List<String> row : Recorded.table("/text/go-regex.tsv")) {
            String message = message(row.get(0));
            if (!message.equals(row.get(1))) {
                wrong.add(row.get(0) + " => " + message + " not " + row.get(1));
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void findsAnywhere() {
        assertTrue(GoRegex.compile("^m").find("m10"));
        assertTrue(GoRegex.compile("(?i)M").find("m10"));
        assertTrue(GoRegex.compile("").find("x"));
        assertFalse(GoRegex.compile("M").find("m10"));
    }

    private static String message(String expression) {
        try {
            GoRegex.compile(expression);
            return "";
        } catch (JmException e) {
            return e.getMessage();
        }
    }
}
