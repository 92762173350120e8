package io.jm.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StoreLayoutTest {
    private final StoreLayout layout = new StoreLayout(Path.of("/s"));

    @Test
    void theLockOfALongNameFitsTheFileSystem() {
        assertEquals(
                "/s/.lock-" + "n".repeat(200),
                layout.machineLock("n".repeat(255)).toString());
        assertEquals(
                "/s/.lock-" + "n".repeat(200),
                layout.machineLock("n".repeat(200)).toString());
        assertEquals(
                "/s/.lock-" + "\u00e9".repeat(100),
                layout.machineLock("\u00e9".repeat(127)).toString());
        assertEquals(
                "/s/.lock-" + "\u4e2d".repeat(66),
                layout.machineLock("\u4e2d".repeat(85)).toString());
        assertEquals("." + "\u4e2d".repeat(66) + ".unfinished-", layout.hidden("\u4e2d".repeat(85)));
    }

    @Test
    void theLockOfAShortNameContainsTheWholeName() {
        assertEquals("/s/.lock-box", layout.machineLock("box").toString());
        assertEquals(
                "/s/.lock-" + "\u00e9".repeat(100),
                layout.machineLock("\u00e9".repeat(100)).toString());
    }
}
