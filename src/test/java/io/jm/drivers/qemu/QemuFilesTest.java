package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QemuFilesTest {
    @TempDir
    private Path home;

    private QemuFiles files(Path directory) {
        return QemuFiles.of(directory, new Environment(Map.of("HOME", home.toString()), home, "jm", false));
    }

    @Test
    void removingTheSocketsLeavesNothingOutsideTheMachineDirectory() throws IOException {
        QemuFiles files = files(home.resolve("d".repeat(150)));
        assertNotEquals(files.directory(), files.sockets());
        files.removeSocketDirectory();
        files.createSocketDirectory();
        Files.createFile(files.monitor());
        files.removeSocketDirectory();
        assertFalse(Files.exists(files.sockets()));
    }

    @Test
    void removingTheSocketsKeepsTheMachineDirectory() {
        QemuFiles files = files(home.resolve("machine"));
        files.createSocketDirectory();
        files.removeSocketDirectory();
        assertTrue(Files.exists(files.directory()));
    }
}
