package io.jm.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds a directory whose name is not UTF-8. Such a name is shown with U+FFFD in it, which does not lead back to the directory:
 * only the path that the system returned does.
 */
final class UndecodableName {
    private static final char REPLACEMENT = '\ufffd';

    private UndecodableName() {}

    /** The directory that is shown by this name and cannot be reached by it; null if there is none. */
    static @Nullable Path find(Path directory, String name) {
        if (name.indexOf(REPLACEMENT) < 0 || Files.exists(directory.resolve(name))) {
            return null;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (name.equals(String.valueOf(entry.getFileName()))) {
                    return entry;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return null;
        }
        return null;
    }
}
