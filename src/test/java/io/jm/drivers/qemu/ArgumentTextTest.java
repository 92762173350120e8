package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentTextTest {
    @Test
    void blanksSeparateArguments() {
        assertEquals(List.of("-a", "b"), ArgumentText.split("  -a\tb "));
        assertEquals(List.of(), ArgumentText.split(" "));
    }

    @Test
    void quotesAndBackslashesProtect() {
        assertEquals(List.of("a b", "c\"d", "", "e f"), ArgumentText.split("'a b' \"c\\\"d\" '' e\\ f"));
        assertEquals(List.of("a\\b"), ArgumentText.split("'a\\b'"));
    }

    @Test
    void aQuoteWithoutAnEndIsAnError() {
        String message = assertThrows(JmException.class, () -> ArgumentText.split("a 'b"))
                .getMessage();
        assertTrue(message.contains("--qemu-args"), message);
    }
}
