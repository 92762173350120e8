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
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void excludesOthersAndGoesAwayWhenItIsFreed() {
        Path file = folder.resolve(".lock");
        FileLock lock = FileLock.acquire(file, PATIENCE, waited -> {});
        JmException refused = assertThrows(
                JmException.class,
                () -> FileLock.acquire(file, Duration.ZERO, waited -> {}).close());
        lock.close();
        assertEquals("timeout after 0 s: another process holds the lock " + file, refused.getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void takesOverTheFileOfAProcessThatWasKilled() throws IOException {
        Path file = Files.createFile(folder.resolve(".lock"));
        FileLock.acquire(file, Duration.ZERO, waited -> {}).close();
        assertFalse(Files.exists(file));
    }

    @Test
    void takesOverTheFileOfAProcessThatWasKilledWhileItFreedTheLock() throws IOException {
        Path file = Files.writeString(folder.resolve(".lock"), "x");
        FileLock.acquire(file, PATIENCE, waited -> {}).close();
        assertFalse(Files.exists(file));
    }

    @Test
    void nobodyElseMayOpenTheFile() throws IOException {
        Path file = folder.resolve(".lock");
        FileLock.acquire(file, PATIENCE, waited -> {}).close();
        try (FileLock held = FileLock.acquire(file, PATIENCE, waited -> {})) {
            assertTrue(AtomicFile.hasMode(file, "rw-------"));
        }
    }

    @Test
    void doesNotWaitForTheOtherEndOfAFifo() throws Exception {
        Path file = folder.resolve(".lock");
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        JmException refused = assertThrows(
                JmException.class,
                () -> FileLock.acquire(file, PATIENCE, waited -> {}).close());
        assertEquals("open " + file + ": not a regular file", refused.getMessage());
    }

    @Test
    void tellsOnceThatItWaits() {
        Path file = folder.resolve(".lock");
        List<Path> told = new ArrayList<>();
        try (FileLock held = FileLock.acquire(file, PATIENCE, waited -> {})) {
            assertThrows(
                    JmException.class,
                    () -> FileLock.acquire(file, Duration.ofMillis(2300), told::add)
                            .close());
        }
        assertEquals(List.of(file), told);
    }

    @Test
    void letsOneInAtATime() throws Exception {
        Path file = folder.resolve(".lock");
        AtomicInteger inside = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> most = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                most.add(threads.submit(() -> {
                    try (FileLock held = FileLock.acquire(file, PATIENCE, waited -> {})) {
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
