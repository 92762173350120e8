package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLockTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void excludesOthersAndIsDeletedOnRelease() {
        Path file = directory.resolve(".lock");
        FileLock lock = FileLock.acquire(file, TIMEOUT, waited -> {});
        JmException error = assertThrows(
                JmException.class,
                () -> FileLock.acquire(file, Duration.ZERO, waited -> {}).close());
        lock.close();
        assertEquals("timeout after 0 s: another process holds the lock " + file, error.getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void anInterruptedThreadDeletesItToo() {
        Path file = directory.resolve(".lock");
        FileLock lock = FileLock.acquire(file, TIMEOUT, waited -> {});
        Thread.currentThread().interrupt();
        lock.close();
        assertTrue(Thread.interrupted());
        assertFalse(Files.exists(file));
    }

    @Test
    void reusesTheFileOfAKilledProcess() throws IOException {
        Path file = Files.createFile(directory.resolve(".lock"));
        FileLock.acquire(file, Duration.ZERO, waited -> {}).close();
        assertFalse(Files.exists(file));
    }

    @Test
    void replacesTheStaleFileOfAProcessKilledDuringRelease() throws IOException {
        Path file = Files.writeString(directory.resolve(".lock"), "x");
        FileLock.acquire(file, TIMEOUT, waited -> {}).close();
        assertFalse(Files.exists(file));
    }

    @Test
    void otherUsersCannotOpenTheFile() throws IOException {
        Path file = directory.resolve(".lock");
        FileLock.acquire(file, TIMEOUT, waited -> {}).close();
        try (FileLock held = FileLock.acquire(file, TIMEOUT, waited -> {})) {
            assertTrue(AtomicFile.hasMode(file, "rw-------"));
        }
    }

    @Test
    void doesNotBlockOnAFifo() throws Exception {
        Path file = directory.resolve(".lock");
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        JmException error = assertThrows(
                JmException.class,
                () -> FileLock.acquire(file, TIMEOUT, waited -> {}).close());
        assertEquals("open " + file + ": not a regular file", error.getMessage());
    }

    @Test
    void reportsOnceThatItWaits() {
        Path file = directory.resolve(".lock");
        List<Path> notified = new ArrayList<>();
        try (FileLock held = FileLock.acquire(file, TIMEOUT, waited -> {})) {
            assertThrows(
                    JmException.class,
                    () -> FileLock.acquire(file, Duration.ofMillis(2300), notified::add)
                            .close());
        }
        assertEquals(List.of(file), notified);
    }

    @Test
    void oneThreadHoldsTheLockAtATime() throws Exception {
        Path file = directory.resolve(".lock");
        AtomicInteger inside = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> most = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                most.add(threads.submit(() -> {
                    try (FileLock held = FileLock.acquire(file, TIMEOUT, waited -> {})) {
                        int now = inside.incrementAndGet();
                        Thread.yield();
                        inside.decrementAndGet();
                        return now;
                    }
                }));
            }
            for (Future<Integer> one : most) {
                assertEquals(1, one.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
