package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.machine.StoreLayout;
import io.jm.os.DirectoryTree;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Finds what a killed process has left of a machine that it created or removed. */
record UnfinishedDirectories(StoreLayout layout, Instant now) implements Check {
    private static final Duration AGE = Duration.ofHours(1);

    private static final String MARK = ".unfinished-";

    @Override
    public String id() {
        return "store.unfinished";
    }

    @Override
    public void run(Findings findings) {
        int before = findings.count();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.machines(), this::isLeft)) {
            for (Path entry : entries) {
                findings.fixable(
                        id(),
                        Level.WARNING,
                        "a process that was killed has left " + entry,
                        new Fix("delete " + entry, () -> delete(entry)));
            }
        } catch (NoSuchFileException e) {
            // an empty store
            findings.ok(id(), "no machines");
            return;
        } catch (IOException e) {
            findings.error(id(), "open " + layout.machines() + ": " + IoReason.of(e), null);
        }
        if (findings.isStill(before)) {
            findings.ok(id(), "nothing unfinished is left");
        }
    }

    private boolean isLeft(Path entry) throws IOException {
        String name = String.valueOf(entry.getFileName());
        int end = name.lastIndexOf(MARK);
        if (!name.startsWith(".") || end < 1) {
            return false;
        }
        Path lock = layout.machineLock(name.substring(1, end));
        boolean held = Files.exists(lock) && !FileLock.isLeft(lock);
        return !held && Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(AGE));
    }

    private static void delete(Path directory) {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            throw new JmException("remove " + directory + ": " + IoReason.of(e), e);
        }
    }
}
