package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LockHolderTest {
    private static final String HOLDER = """
            import fcntl, sys, time
            f = open(sys.argv[1], 'w')
            fcntl.lockf(f, fcntl.LOCK_EX)
            print('locked', flush=True)
            time.sleep(60)
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void theProcessThatHoldsALockIsFound() throws IOException {
        Path file = directory.resolve(".lock");
        Process process = new ProcessBuilder("python3", "-c", HOLDER, file.toString()).start();
        try {
            assertEquals("locked", process.inputReader(StandardCharsets.UTF_8).readLine());
            NamedProcess found = LockHolder.find(file).orElseThrow();
            assertEquals("python3 (pid " + process.pid() + ")", found.text());
            Path other = Files.createFile(directory.resolve("other"));
            assertEquals(Optional.empty(), LockHolder.find(other));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aLockOfThisProcessOrOfNobodyIsNotThatOfAnotherOne() throws IOException {
        Path file = directory.resolve(".lock");
        assertEquals(Optional.empty(), LockHolder.find(file));
        try (FileLock held = FileLock.acquire(file, Duration.ZERO, waited -> {})) {
            assertEquals(Optional.empty(), LockHolder.find(file));
        }
    }

    @Test
    void aFileOfAnotherFileSystemWithTheSameNumberDoesNotCount() throws IOException {
        Path file = Files.createFile(directory.resolve(".lock"));
        Path processes = Files.createDirectories(directory.resolve("proc"));
        Path open = Files.createDirectories(processes.resolve("5/fd"));
        Files.writeString(
                processes.resolve("locks"),
                "1: FLOCK  ADVISORY  WRITE 5 fe:00:" + inode(file) + " 0 EOF\n2: POSIX  ADVISORY  WRITE 5 fe:00:"
                        + inode(file) + " 0 EOF\n2: -> POSIX  ADVISORY  WRITE 6 fe:00:" + inode(file) + " 0 EOF\n");
        Path link = Files.createSymbolicLink(open.resolve("3"), directory.resolve("elsewhere"));
        assertEquals(Optional.empty(), LockHolder.find(processes, file));
        Files.delete(link);
        Files.createSymbolicLink(link, file.toRealPath());
        assertEquals(Optional.of(5L), LockHolder.find(processes, file).map(NamedProcess::pid));
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }
}
