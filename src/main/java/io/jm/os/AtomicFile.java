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
 * Writes files so that at every moment, also after a crash, either the old or the new content is there: beside the file,
 * to the disk, then renamed over it.
 */
public final class AtomicFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private AtomicFile() {}

    /**
     * Writes the file with the given rights from its first byte on.
     *
     * @param mode as in {@code rw-------}
     * @throws IOException if the old content had to stay
     * @throws CancelledException if the thread was interrupted, and the old content stays
     */
    public static void write(Path file, byte[] content, String mode) throws IOException {
        Path beside = beside(file);
        boolean renamed = false;
        try {
            try (FileChannel channel = FileChannel.open(
                    beside, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes(mode))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            rename(beside, file);
            renamed = true;
            syncFolder(file);
        } catch (ClosedByInterruptException e) {
            // Ctrl-C while the disk was busy: the thread stays interrupted
            throw new CancelledException();
        } finally {
            if (!renamed) {
                Files.deleteIfExists(beside);
            }
        }
    }

    /**
     * Lets the backup be what the file is now, without a moment in which there is no backup. The content is not copied
     * where the file system has links, so that a full disk does not matter.
     */
    public static void backUp(Path file, Path backup) throws IOException {
        Path beside = beside(backup);
        try {
            Files.createLink(beside, file);
            rename(beside, backup);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, beside, StandardCopyOption.COPY_ATTRIBUTES);
            rename(beside, backup);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Whether the file has exactly these rights; always so where rights are not told in this way. */
    public static boolean hasMode(Path file, String mode) throws IOException {
        return !POSIX || Files.getPosixFilePermissions(file).equals(PosixFilePermissions.fromString(mode));
    }

    /** The file's rights in the form that {@link #write} takes. */
    public static String mode(Path file) throws IOException {
        return POSIX ? PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) : PrivateFile.MODE;
    }

    /** A relative path would mean another file wherever jm happens to run, and an empty one none at all. */
    private static void refuseRelative(Path file) throws IOException {
        if (!file.isAbsolute()) {
            throw new FileSystemException(file.toString(), null, "not an absolute path");
        }
    }

    private static Path beside(Path file) throws IOException {
        refuseRelative(file);
        return file.resolveSibling("." + file.getFileName() + ".tmp"
                + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX));
    }

    /** Makes a folder, and its missing parents, that only the user can look into. */
    public static void createPrivateFolders(Path folder) throws IOException {
        refuseRelative(folder);
        Files.createDirectories(folder, attributes("rwx------"));
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

    /** Brings the new name itself to the disk; systems that cannot open a folder do so by themselves. */
    public static void syncFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !POSIX) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the content is safe; a file system without this keeps its own order
            return;
        }
    }
}
