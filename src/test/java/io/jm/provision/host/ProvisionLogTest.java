package io.jm.provision.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionLogTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void chooseAFile() {
        file = directory.resolve("provision.log");
    }

    private ProvisionLog log() {
        return new ProvisionLog(file, Ticker.system());
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        log().note("true", 0, 0);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void hasOneShortLineForEachCommand() throws IOException {
        log().note("echo '\u001b[31m\n' " + "x".repeat(100_000), 1, 0);
        List<String> lines = Files.readAllLines(file);
        assertEquals(1, lines.size());
        assertTrue(lines.get(0).contains("exit=1 0ms echo '\\x1b[31m\\n' xxx"), lines.get(0));
        assertTrue(lines.get(0).length() < 5000, "length " + lines.get(0).length());
    }

    @Test
    void dropsTheOldestLinesAtItsSizeLimit() throws IOException {
        Files.writeString(file, "old line\n".repeat(ProvisionLog.FILE_LIMIT / 9 + 1));
        log().note("the newest", 0, 0);
        assertTrue(Files.size(file) <= ProvisionLog.FILE_LIMIT / 2);
        List<String> lines = Files.readAllLines(file);
        assertEquals("old line", lines.get(0));
        assertTrue(lines.get(lines.size() - 1).endsWith("the newest"));
    }

    @Test
    void writesOnlyToARegularFile() throws IOException {
        Files.createDirectory(file);
        log().note("true", 0, 0);
        assertFalse(Files.isRegularFile(file));
    }
}
