package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
    private static List<String> lines(String text) throws IOException {
        OutputLines lines = new OutputLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> all = new ArrayList<>();
        for (String line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        assertNull(lines.next());
        return all;
    }

    @Test
    void comeWithoutLineEnds() throws IOException {
        assertEquals(List.of("a", "", "ü b", "last"), lines("a\r\n\nü b\nlast"));
    }

    @Test
    void mayBeLong() throws IOException {
        assertEquals(List.of("x".repeat(100_000), "y"), lines("x".repeat(100_000) + "\ny\n"));
    }

    @Test
    void anEndlessLineIsSplit() throws IOException {
        List<String> pieces = lines("x".repeat(3 << 20));
        assertEquals(3 << 20, String.join("", pieces).length());
        assertEquals(12, pieces.size());
    }
}
