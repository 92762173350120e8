package io.jm.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LabelledOutputTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger losses = new AtomicInteger();

    private LabelledOutput output(OutputStream to, boolean labelled, boolean colour) {
        Streams streams = new Streams(InputStream.nullInputStream(), to, err);
        return new LabelledOutput(streams, List.of("a", "longer"), labelled, colour, false, losses::incrementAndGet);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyLineHasItsLabelAndAnEnd() throws InterruptedException {
        output(out, true, false).copyOutput("a", text("one\n\n\u001b[1mtwo")).join();
        assertEquals("a      | one\na      | \na      | \u001b[1mtwo\n", printed());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aColourIsAroundTheLabelOnly() throws InterruptedException {
        output(out, true, true).copyOutput("longer", text("x\n")).join();
        assertEquals("\u001b[33mlonger |\u001b[0m x\n", printed());
    }

    @Test
    void withoutLabelsTheBytesAreThoseOfTheProgram() throws InterruptedException {
        output(out, false, false).copyOutput("a", text("x\r\ny\n")).join();
        assertEquals("x\r\ny\n", printed());
    }

    @Test
    void linesOfTwoProgramsAreNotMixed() throws InterruptedException {
        LabelledOutput both = output(out, true, false);
        String line = "0123456789".repeat(50) + "\n";
        Thread one = both.copyOutput("a", text(line.repeat(2000)));
        Thread two = both.copyOutput("longer", text(line.repeat(2000)));
        one.join();
        two.join();
        assertEquals(4000, printed().lines().count());
        printed().lines().forEach(each -> assertTrue(each.matches("(a     |longer) \\| (0123456789){50}"), each));
    }

    @Test
    void aLineThatIsTooLongIsSplitBetweenCharacters() throws InterruptedException {
        String before = "x".repeat(Limits.LABELLED_LINE - 1);
        output(out, false, false).copyOutput("a", text(before + "é" + "y")).join();
        assertEquals(before + "é\ny\n", printed());
    }

    @Test
    void aLostOutputIsReportedOnce() throws InterruptedException {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        LabelledOutput lost = output(closed, true, false);
        lost.copyOutput("a", text("x\n")).join();
        lost.copyOutput("longer", text("x\n")).join();
        assertEquals("broken pipe", lost.loss());
        assertEquals(1, losses.get());
    }

    @Test
    void aMessageIsMadePrintable() {
        output(out, true, false).error("a", "one\ntwo\u001b[2J\n");
        assertEquals("a      | one\na      | two\\x1b[2J\n", err.toString(StandardCharsets.UTF_8));
    }
}
