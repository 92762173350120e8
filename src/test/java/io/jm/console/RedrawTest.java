package io.jm.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.os.TerminalSize;
import io.jm.testkit.RecordingConsole;
import org.junit.jupiter.api.Test;

class RedrawTest {
    private static final TerminalSize LARGE = new TerminalSize(24, 80);

    private final RecordingConsole terminal = new RecordingConsole();
    private final Redraw screen = new Redraw(terminal.console());

    private String shown(String text, TerminalSize size) {
        terminal.clear();
        screen.show(text, size);
        return terminal.out().replace("\u001b", "^");
    }

    @Test
    void textReplacesTheTextBefore() {
        assertEquals("a\nb\n", shown("a\nb\n", LARGE));
        assertEquals("^[2A\r^[Jc\n", shown("c\n", LARGE));
        assertEquals("^[1A\r^[Jd\n", shown("d\n", LARGE));
    }

    @Test
    void aTerminalOfAnotherSizeIsErased() {
        shown("a\nb\n", LARGE);
        assertEquals("^[H^[Ja\nb\n", shown("a\nb\n", new TerminalSize(24, 40)));
    }

    @Test
    void linesBelowTheEdgeAreLeftOut() {
        assertEquals("a\nb\n", shown("a\nb\nc\nd\n", new TerminalSize(3, 80)));
        assertEquals("^[2A\r^[Ja\n", shown("a\n", new TerminalSize(3, 80)));
        assertEquals("^[H^[Ja\nb\nc\nd\n", shown("a\nb\nc\nd\n", new TerminalSize(0, 0)));
    }
}
