package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedFileTest {
    /** Locks as QEMU's qemu_write_pidfile does, with fcntl and F_SETLK, and then writes the content. */
    private static final String HOLDER = """
            import fcntl, sys, time
            f = open(sys.argv[1], 'w')
            fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
            f.write(sys.argv[2])
            f.flush()
            print('locked', flush=True)
            time.sleep(60)
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    private Path file() {
        return directory.resolve("qemu.pid");
    }

    private Process holder(String content) throws IOException {
        Process process = new ProcessBuilder("python3", "-c", HOLDER, file().toString(), content)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        assertEquals("locked", reader.readLine());
        return process;
    }

    @Test
    void aLockOfAnotherProcessIsSeenUntilItIsKilled() throws Exception {
        assertFalse(LockedFile.isHeld(file()));
        Process process = holder("4711\n");
        assertTrue(LockedFile.isHeld(file()));
        assertTrue(LockedFile.isHeld(file()), "looking did not release it");
        assertEquals(OptionalLong.of(4711), LockedFile.holder(file()));
        process.destroyForcibly().waitFor();
        assertFalse(LockedFile.isHeld(file()));
        assertEquals(OptionalLong.empty(), LockedFile.holder(file()));
    }

    @Test
    void aFileThatNobodyLocksIsFreeWhateverItsPid() throws IOException {
        Files.writeString(file(), ProcessHandle.current().pid() + "\n");
        assertFalse(LockedFile.isHeld(file()));
        assertEquals(OptionalLong.empty(), LockedFile.holder(file()));
    }

    @Test
    void whatIsNotAPidIsNoPid() throws Exception {
        for (String content : List.of("x\n", "-1", "0x10", "12 13", "9".repeat(19), "1".repeat(100_000), "\n", "١")) {
            Process process = holder(content);
            assertTrue(LockedFile.isHeld(file()));
            assertEquals(OptionalLong.empty(), LockedFile.holder(file()), content);
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aFileThatIsStillEmptyIsNotTouched() throws IOException {
        holder("");
        assertFalse(LockedFile.isHeld(file()));
    }

    @Test
    void aFifoOrADirectoryIsNotHeldAndDoesNotBlock() throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", file().toString()).start().waitFor());
        assertFalse(LockedFile.isHeld(file()));
        assertFalse(LockedFile.isHeld(directory));
    }

    @Test
    void aFileIsTakenOnceAndReleasedByClosing() throws IOException {
        try (LockedFile taken = LockedFile.take(file())) {
            assertNotNull(taken);
            assertNull(LockedFile.take(file()));
            assertTrue(LockedFile.isHeld(file()));
            assertEquals(OptionalLong.of(ProcessHandle.current().pid()), LockedFile.holder(file()));
            assertTrue(AtomicFile.hasMode(file(), "rw-------"));
            assertFalse(lockedByAnother(), "looking did not release it");
        }
        assertFalse(LockedFile.isHeld(file()));
        assertTrue(lockedByAnother());
        Objects.requireNonNull(LockedFile.take(file())).close();
    }

    /** Returns whether another process can lock the file now. */
    private boolean lockedByAnother() throws IOException {
        String script = "import fcntl, sys\nfcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)";
        try {
            return new ProcessBuilder("python3", "-c", script, file().toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileOfAnotherProcessIsNotTaken() throws Exception {
        Process process = holder("4711\n");
        assertNull(LockedFile.take(file()));
        assertEquals("4711\n", Files.readString(file()));
        process.destroyForcibly().waitFor();
        Objects.requireNonNull(LockedFile.take(file())).close();
    }

    @Test
    void threadsMayLookAtTheSameTime() throws Exception {
        holder("4711\n");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> found = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                found.add(threads.submit(() -> LockedFile.isHeld(file())));
            }
            for (Future<Boolean> one : found) {
                assertTrue(one.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
