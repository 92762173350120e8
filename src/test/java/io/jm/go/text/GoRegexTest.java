package io.jm.go.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.testkit.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoRegexTest {
    @Test
    void rejectsWithGosMessages() {
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

    @Test
    void limitsTheSizeOfAnExpression() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertEquals(
                    "error parsing regexp: invalid repeat count: `{1,100}`",
                    message("(?:(?:(?:(?:a{1,100}){1,100}){1,100}){1,100})"));
            assertEquals(
                    "error parsing regexp: invalid repeat count: `{11}`", message("(?:a{10}){10}|((b{100})*){11}"));
            assertTrue(message("[a-z]{500}".repeat(300)).startsWith("error parsing regexp: expression too large: `"));
            assertTrue(message("(" + "abcdefghij".repeat(50) + "){1000}")
                    .startsWith("error parsing regexp: expression too large: `"));
            assertTrue(message("(".repeat(100_000)).startsWith("error parsing regexp: expression nests too deeply: `"));
        });
    }

    @Test
    void acceptsBracesThatAreNoRepetition() {
        for (String expression : List.of(
                "a{10}b{100}c{1000}",
                "(?:a{10}){100}",
                "((a{10})|(b{100})){10}",
                "\\Q{1,100}{1,100}\\E",
                "[{1000}]{1000}",
                "[]{999}]{1000}",
                "[[:alpha:]{99}]{1000}",
                "a{,1000}{x}",
                "\\x{10FFFF}{1000}",
                "(?:a{1000}){0}",
                "(?:a{1000}){1}",
                "(?:a{1000})*")) {
            assertEquals("", message(expression), expression);
        }
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
