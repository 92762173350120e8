package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @Test
    void anInterruptedWriteKeepsTheOldContentAndLeavesNoTemporaryFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), "old");
        Thread.currentThread().interrupt();

        assertThrows(CancelledException.class, () -> AtomicFile.write(file, new byte[] {'n'}, "rw-------"));

        assertTrue(Thread.interrupted());
        assertEquals("old", Files.readString(file));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(List.of(file), left.toList());
        }
    }
}
