package io.jm.driver.builtin;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Copies a key into the machine's folder, closed to others from its first byte on. */
final class KeyCopy {
    private KeyCopy() {}

    static void copy(Path source, Path target) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(source);
        } catch (IOException e) {
            throw new JmException("unable to copy ssh key: open " + source + ": " + reason(e), e);
        }
        try {
            Files.deleteIfExists(target);
            FileAttribute<?>[] closed =
                    target.getFileSystem().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                            }
                            : new FileAttribute<?>[0];
            Files.createFile(target, closed);
            Files.write(target, bytes, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new JmException("unable to copy ssh key: open " + target + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return String.valueOf(e.getMessage());
    }
}
