package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "/", "a/b", "../a", "/etc/passwd", "a/", "a\0b", "\0"})
    void namesThatLeaveTheDirectoryAreRejectedOnAllPlatforms(String name) {
        assertThrows(UnsafeNameException.class, () -> PeerName.of(name).checked(false));
        assertThrows(UnsafeNameException.class, () -> PeerName.of(name).checked(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "..\\a", "C:", "a:stream"})
    void windowsHasMoreSeparators(String name) throws UnsafeNameException {
        assertEquals(name, PeerName.of(name).checked(false));
        assertThrows(UnsafeNameException.class, () -> PeerName.of(name).checked(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", "..a", " ", "a b", "Größe", "two\nlines", "-r", "~"})
    void everyOtherNameIsUnchanged(String name) throws UnsafeNameException {
        assertEquals(name, PeerName.of(name).checked(true));
    }

    @Test
    void isEscapedInAMessage() {
        UnsafeNameException e = assertThrows(
                UnsafeNameException.class,
                () -> PeerName.of("../\u001b]0;x\u0007\n\u202e").checked(false));
        assertEquals(
                "rejected the file name \"../\\x1b]0;x\\x07\\n\\u202e\": not a single path element", e.getMessage());
        e = assertThrows(
                UnsafeNameException.class,
                () -> PeerName.of("/".repeat(100_000)).checked(false));
        assertFalse(String.valueOf(e.getMessage()).length() > 300);
    }

    @Test
    void aBudgetLimitsAnEndlessListing() throws TooLargeException {
        MemoryBudget budget = new MemoryBudget(1000);
        budget.take(100);
        long mark = budget.used();
        budget.take(700);
        assertThrows(TooLargeException.class, () -> budget.take(100));
        budget.releaseTo(mark);
        budget.take(700);
    }
}
