package io.jm.checkup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The entries of a directory that no process is just about to use. */
final class OldEntries {
    private OldEntries() {}

    /**
     * Returns the entries whose last change was before a moment, without those that other processes remove meanwhile.
     *
     * @param glob the pattern of their names
     * @throws IOException if the directory cannot be read
     */
    static List<Path> in(Path directory, String glob, Instant end) throws IOException {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
            for (Path entry : entries) {
                if (isOld(entry, end)) {
                    old.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw Objects.requireNonNull(e.getCause());
        }
        return old;
    }

    private static boolean isOld(Path entry, Instant end) {
        try {
            return Files.getLastModifiedTime(entry).toInstant().isBefore(end);
        } catch (IOException e) {
            // removed in the meantime
            return false;
        }
    }
}
