package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;

class AttachedSessionTest {
    @Test
    void aHugeTerminalIsRequestedWithTheMaximumSize() {
        Size huge = new Size(65535, 40000);
        assertEquals(10_000, AttachedSession.cells(huge.getColumns()));
        assertEquals(10_000, AttachedSession.cells(huge.getRows()));
    }

    @Test
    void otherSizesAreKept() {
        Size usual = new Size(80, 24);
        assertEquals(80, AttachedSession.cells(usual.getColumns()));
        assertEquals(24, AttachedSession.cells(usual.getRows()));
        // unknown: the remote side uses its default
        assertEquals(0, AttachedSession.cells(new Size(0, 0).getColumns()));
    }
}
