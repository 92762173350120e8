package io.jm.checkup;

import io.jm.base.JmException;
import io.jm.checkup.Finding.Fix;
import io.jm.checkup.Finding.Level;
import io.jm.machine.StoreLayout;
import io.jm.os.DirectoryTree;
import io.jm.os.FileLock;
import io.jm.os.IoReason;
import java.io.IOException;
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
        try {
            for (Path entry : OldEntries.in(layout.machines(), ".?*" + MARK + "*", now.minus(AGE))) {
                if (isLeft(entry)) {
                    findings.fixable(
                            id(),
                            Level.WARNING,
                            "a process that was killed has left " + entry,
                            new Fix("delete " + entry, () -> delete(entry)));
                }
            }
        } catch (NoSuchFileException e) {
            // an empty store
            findings.ok(id(), "no machines");
            return;
        } catch (IOException e) {
            findings.error(id(), "open " + layout.machines() + ": " + IoReason.of(e), null);
        }
        if (findings.isStill(before)) {
            findings.ok(id(), "no directory of a killed process is left");
        }
    }

    /** Whether no process works on the machine whose directory it was to become or was. */
    private boolean isLeft(Path entry) {
        String name = String.valueOf(entry.getFileName());
        Path lock = layout.machineLock(name.substring(1, name.lastIndexOf(MARK)));
        return !Files.exists(lock) || FileLock.isLeft(lock);
    }

    private static void delete(Path directory) {
        try {
            DirectoryTree.delete(directory);
        } catch (IOException e) {
            throw new JmException("remove " + directory + ": " + IoReason.of(e), e);
        }
    }
}
