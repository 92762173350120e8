package io.jm.os;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Returns the operating system's error message for an I/O exception, as Go prints it. */
public final class IoReason {
    private IoReason() {}

    /** Returns the error message without the path, such as {@code no such file or directory}. */
    public static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "file exists";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a directory";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "directory not empty";
        }
        String reason = failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
        return lowered(reason, failure);
    }

    private static String lowered(@Nullable String reason, IOException failure) {
        if (reason == null || reason.isEmpty()) {
            return failure.toString();
        }
        return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
    }
}
