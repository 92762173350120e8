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

/** Files of which nobody but the user reads a byte, also while they are made. */
public final class PrivateFile {
    /** Reading and writing for the owner alone. */
    public static final String MODE = "rw-------";

    private PrivateFile() {}

    /**
     * Adds to the end of a file, or makes it. The bytes are written at once, so that two processes do not mix their lines.
     *
     * @throws FileSystemException if it is there and no regular file: a FIFO would block
     */
    public static void append(Path file, byte[] bytes) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        write(file, bytes, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /**
     * Makes a file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if it is there
     */
    public static void create(Path file, byte[] bytes) throws IOException {
        write(file, bytes, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Shortens a file that grew over {@code limit} to the newest half of that, from the beginning of a line on. */
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
        AtomicFile.write(file, lines, MODE);
    }

    private static void write(Path file, byte[] bytes, Set<? extends OpenOption> options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options, AtomicFile.attributes(MODE))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }
}
