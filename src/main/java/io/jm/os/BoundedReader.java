package io.jm.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * Reads files and streams into memory up to a limit of bytes. No other class reads a whole file or stream. The limits
 * are in {@link Limits}.
 */
public final class BoundedReader {
    private static final int FIRST_BYTES = 8192;

    private BoundedReader() {}

    /**
     * Reads a regular file. Its type and size are checked before it is opened, so that a FIFO or a device neither
     * blocks nor exhausts the memory.
     *
     * @param limit the maximum size in bytes
     * @throws FileSystemException if it is not a regular file
     * @throws TooLargeException if it is larger
     */
    public static byte[] file(Path file, int limit) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            // the message of the kernel for reading a directory
            String reason = attributes.isDirectory() ? "is a directory" : "not a regular file";
            throw new FileSystemException(file.toString(), null, reason);
        }
        if (attributes.size() > limit) {
            throw new TooLargeException(limit);
        }
        try (InputStream in = Files.newInputStream(file)) {
            // one byte more than expected detects the end without growing the array
            return stream(in, limit, (int) attributes.size() + 1);
        }
    }

    /** Reads like {@link #file}, as text; invalid UTF-8 becomes U+FFFD. */
    public static String text(Path file, int limit) throws IOException {
        return new String(file(file, limit), StandardCharsets.UTF_8);
    }

    /**
     * Reads a file given on the command line, which may be a pipe such as a shell's {@code <(command)}.
     *
     * @throws TooLargeException if it has more than {@code limit} bytes
     */
    public static byte[] fileNamedByUser(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return stream(in, limit);
        }
    }

    /**
     * Reads like {@link #fileNamedByUser}, as text.
     *
     * @throws CharacterCodingException if it is not UTF-8
     */
    public static String textNamedByUser(Path file, int limit) throws IOException {
        byte[] bytes = fileNamedByUser(file, limit);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /**
     * Reads a stream to its end.
     *
     * @param limit the maximum number of bytes
     * @throws TooLargeException if the stream has more bytes
     */
    public static byte[] stream(InputStream in, int limit) throws IOException {
        return stream(in, limit, FIRST_BYTES);
    }

    private static byte[] stream(InputStream in, int limit, int expected) throws IOException {
        byte[] bytes = new byte[Math.min(expected, limit)];
        int length = 0;
        while (true) {
            int n = in.readNBytes(bytes, length, bytes.length - length);
            length += n;
            if (length < bytes.length) {
                return Arrays.copyOf(bytes, length);
            }
            if (length == limit) {
                if (in.read() >= 0) {
                    throw new TooLargeException(limit);
                }
                return bytes;
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, 2L * bytes.length));
        }
    }
}
