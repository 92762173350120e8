package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MarkedInputTest {
    private static final String MARK = "jm-x1";

    /** Returns a few bytes per read, as a network connection does. */
    private static InputStream slow(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    private static MarkedInput of(String text) {
        return new MarkedInput(slow(text.getBytes(StandardCharsets.UTF_8), new Random(1)), MARK);
    }

    private static String all(MarkedInput in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void onlyTheTextBetweenTheMarkersIsOutput() throws IOException {
        MarkedInput in = of("Welcome\njm-x1one\ntwojm-x17;Bye\n");
        assertEquals("one\ntwo", all(in));
        assertEquals(7, in.status());
        assertEquals("Welcome\n", in.greeting());
    }

    @Test
    void textThatResemblesAMarkerIsContent() throws IOException {
        for (String content : new String[] {"", "jm-", "jm-x", "jjm-x", "jm-jm-x", "ajm-xb", "jm-x2"}) {
            MarkedInput in = of("jm-jm-x1" + content + "jm-x10;");
            assertEquals(content, all(in), content);
            assertEquals(0, in.status());
            assertEquals("jm-", in.greeting());
        }
    }

    @Test
    void anInterruptedScriptHasNoStatus() throws IOException {
        for (String cut : new String[] {"jm-x1", "jm-x1abc", "jm-x1abcjm-", "jm-x1abcjm-x1", "jm-x1abcjm-x112"}) {
            MarkedInput in = of(cut);
            assertTrue(cut.startsWith(MARK + all(in)), cut);
            assertNull(in.status(), cut);
            assertTrue(in.hasStarted());
        }
        MarkedInput never = of("Please login as the user ubuntu jm-x");
        assertEquals("", all(never));
        assertFalse(never.hasStarted());
        assertEquals("Please login as the user ubuntu jm-x", never.greeting());
    }

    @Test
    void contentIsExactInChunksOfAnySize() throws IOException {
        Random random = new Random(5);
        byte[] content = new byte[300_000];
        random.nextBytes(content);
        for (int i = 0; i < content.length; i += 7) {
            content[i] = (byte) MARK.charAt(i % MARK.length());
        }
        byte[] sent = new byte[content.length + 12];
        System.arraycopy(MARK.getBytes(StandardCharsets.US_ASCII), 0, sent, 0, 5);
        System.arraycopy(content, 0, sent, 5, content.length);
        System.arraycopy("jm-x10;".getBytes(StandardCharsets.US_ASCII), 0, sent, 5 + content.length, 7);
        assertArrayEquals(content, new MarkedInput(slow(sent, random), MARK).readAllBytes());
        assertArrayEquals(content, new MarkedInput(new ByteArrayInputStream(sent), MARK).readAllBytes());
    }

    @Test
    void anEndlessGreetingIsLimited() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        IOException e = assertThrows(IOException.class, () -> new MarkedInput(endless, MARK).read());
        assertEquals("the login shell printed more than 256 KiB before the command", e.getMessage());
    }
}
