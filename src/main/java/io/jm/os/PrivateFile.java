package io.jm.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Creates and appends to files that only the owner can read, from their creation. */
public final class PrivateFile {
    private PrivateFile() {}

    /**
     * Appends to a file or creates it. The bytes are written in one call, so that lines of two processes do not mix.
     *
     * @throws FileSystemException if it exists and is not a regular file: a FIFO would block
     */
    public static void append(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        write(file, bytes, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /**
     * Creates a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it exists
     */
    public static void create(Path file, byte[] bytes) throws IOException {
        write(file, bytes, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Deletes the file if it exists, whatever it is, and creates it. */
    public static void replace(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        create(file, bytes);
    }

    /** Truncates a file larger than {@code limit} bytes to its last lines, at most half of the limit. */
    public static void keepNewest(Path file, int limit) throws IOException {
        ByteBuffer newest = ByteBuffer.allocate(limit / 2);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() <= limit) {
                return;
            }
            channel.position(channel.size() - newest.capacity());
            while (newest.hasRemaining() && channel.read(newest) >= 0) {
                continue;
            }
        }
        newest.flip();
        while (newest.hasRemaining() && newest.get() != '\n') {
            continue;
        }
        byte[] lines = new byte[newest.remaining()];
        newest.get(lines);
        AtomicFile.write(file, lines, AtomicFile.OWNER_ONLY);
    }

    private static void write(Path file, byte[] bytes, Set<? extends OpenOption> options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options, AtomicFile.attributes(AtomicFile.OWNER_ONLY))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}
