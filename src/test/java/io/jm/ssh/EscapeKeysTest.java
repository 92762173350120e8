package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EscapeKeysTest {
    private final EscapeKeys keys = new EscapeKeys();

    private String press(String pressed) {
        byte[] bytes = pressed.getBytes(StandardCharsets.UTF_8);
        return new String(keys.pass(bytes, bytes.length), StandardCharsets.UTF_8);
    }

    @Test
    void tildeAndDotAtTheStartOfALineEndTheSession() {
        assertEquals("ls\r", press("ls\r~"));
        assertFalse(keys.ended());
        assertEquals("", press(".more"));
        assertTrue(keys.ended());
    }

    @Test
    void worksOnTheFirstLine() {
        assertEquals("", press("~."));
        assertTrue(keys.ended());
    }

    @Test
    void aTildeWithinALineIsSent() {
        assertEquals("cd ~.\r", press("cd ~.\r"));
        assertFalse(keys.ended());
    }

    @Test
    void twoTildesSendOneAndStartNoEscape() {
        assertEquals("~.", press("~~."));
        assertFalse(keys.ended());
    }

    @Test
    void aTildeBeforeAnyOtherKeyIsSentWithIt() {
        assertEquals("~/bin/x\r~\r", press("~/bin/x\r~\r"));
        assertEquals("", press("~."));
        assertTrue(keys.ended());
    }
}
