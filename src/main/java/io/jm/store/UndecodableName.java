package io.jm.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds a directory whose name is not UTF-8. Java replaces the invalid bytes with U+FFFD, so that only the path from
 * the directory listing leads to it.
 */
final class UndecodableName {
    private static final char REPLACEMENT = '\ufffd';

    private UndecodableName() {}

    /** Returns the directory that is listed with this name but cannot be opened by it; null if there is none. */
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
