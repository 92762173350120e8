package io.jm.os;

import io.jm.base.CancelledException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Replaces files atomically: at every moment, also after a crash, the file has either the old or the new content.
 * Writes a temporary file in the same directory, syncs it to disk and renames it over the target.
 */
public final class AtomicFile {
    /** The permissions of files that only their owner may read. */
    public static final String OWNER_ONLY = "rw-------";

    /** The permissions of files that every user may read. */
    public static final String WORLD_READABLE = "rw-r--r--";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private AtomicFile() {}

    /**
     * Writes the file, which has the given permissions from its creation.
     *
     * @param mode the permissions, such as {@link #OWNER_ONLY}
     * @throws IOException if writing failed; the file keeps its old content
     * @throws CancelledException if the thread was interrupted; the file keeps its old content
     */
    public static void write(Path file, byte[] content, String mode) throws IOException {
        Path temporary = temporary(file);
        boolean renamed = false;
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes(mode))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            rename(temporary, file);
            renamed = true;
            syncDirectory(file);
        } catch (ClosedByInterruptException e) {
            // SIGINT during a write: the thread stays interrupted
            throw new CancelledException();
        } finally {
            if (!renamed) {
                Files.deleteIfExists(temporary);
            }
        }
    }

    /**
     * Writes a file that belongs to the user or another program: a link stays a link, also to a file that does not exist,
     * and permissions stay. A new file is for its owner only.
     *
     * @throws IOException if writing failed; the file keeps its old content
     */
    public static void writeInPlace(Path file, byte[] content) throws IOException {
        Path target = behindLink(file);
        write(target, content, Files.exists(target) ? mode(target) : OWNER_ONLY);
    }

    /** Returns the file that is replaced: renaming over a link would replace the link. */
    private static Path behindLink(Path file) throws IOException {
        if (!Files.isSymbolicLink(file)) {
            return file;
        }
        return Files.exists(file)
                ? file.toRealPath()
                : file.resolveSibling(Files.readSymbolicLink(file)).normalize();
    }

    /**
     * Makes {@code backup} equal to the file, atomically. Uses a hard link where the file system has them, so that it
     * works on a full disk.
     */
    public static void backUp(Path file, Path backup) throws IOException {
        Path temporary = temporary(backup);
        try {
            Files.createLink(temporary, file);
            rename(temporary, backup);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, temporary, StandardCopyOption.COPY_ATTRIBUTES);
            rename(temporary, backup);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Returns whether the file has exactly these permissions; always true without POSIX permissions. */
    public static boolean hasMode(Path file, String mode) throws IOException {
        return !POSIX || Files.getPosixFilePermissions(file).equals(PosixFilePermissions.fromString(mode));
    }

    /** Gives an existing file these permissions; does nothing without POSIX permissions. */
    public static void setMode(Path file, String mode) throws IOException {
        if (POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
    }

    /** Returns the file's permissions in the form that {@link #write} takes. */
    public static String mode(Path file) throws IOException {
        return POSIX ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) : OWNER_ONLY;
    }

    /** Rejects relative paths, whose meaning depends on the working directory. */
    private static void rejectRelative(Path file) throws IOException {
        if (!file.isAbsolute()) {
            throw new FileSystemException(file.toString(), null, "not an absolute path");
        }
    }

    private static Path temporary(Path file) throws IOException {
        rejectRelative(file);
        return file.resolveSibling("." + file.getFileName() + ".tmp"
                + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX));
    }

    /** Creates a directory and its missing parents with access for the owner only. */
    public static void createPrivateDirectories(Path directory) throws IOException {
        rejectRelative(directory);
        Files.createDirectories(directory, attributes("rwx------"));
    }

    /** Creates a directory and its missing parents which every user may read, as far as the umask permits. */
    public static void createReadableDirectories(Path directory) throws IOException {
        rejectRelative(directory);
        Files.createDirectories(directory, attributes("rwxr-xr-x"));
    }

    static FileAttribute<?>[] attributes(String mode) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static void rename(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Syncs the directory of {@code file}, which holds its new name; does nothing where directories cannot be opened.
     */
    public static void syncDirectory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !POSIX) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the content is already on disk; some file systems cannot sync directories
            return;
        }
    }
}
