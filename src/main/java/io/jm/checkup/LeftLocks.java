package io.jm.checkup;

import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.machine.StoreLayout;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Finds lock files whose processes no longer live. They lock nothing, but they look as if they did. */
record LeftLocks(StoreLayout layout, Instant now) implements Check {
    /** A process that has just created its file is about to lock it. */
    private static final Duration AGE = Duration.ofMinutes(1);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Override
    public String id() {
        return "store.lock";
    }

    @Override
    public void run(Findings findings) {
        int before = findings.count();
        try {
            for (Path file : OldEntries.in(layout.root(), ".lock[-_]*", now.minus(AGE))) {
                if (Files.isRegularFile(file) && FileLock.isLeft(file)) {
                    findings.fixable(
                            id(),
                            Level.WARNING,
                            "no process holds the lock " + file,
                            new Fix("delete " + file, () -> delete(file)));
                }
            }
        } catch (NoSuchFileException e) {
            findings.ok(id(), "there is no store yet");
            return;
        } catch (IOException e) {
            findings.error(id(), "open " + layout.root() + ": " + IoReason.of(e), null);
        }
        if (findings.isStill(before)) {
            findings.ok(id(), "no lock is left");
        }
    }

    /** Releasing a lock deletes its file. */
    private static void delete(Path file) {
        FileLock.acquire(file, TIMEOUT, waited -> {}).close();
    }
}
