package io.jm.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * The one place that reads a whole file or stream into memory, never more than the caller's limit. The limits that are
 * in use are in {@link Limits}.
 */
public final class BoundedReader {
    private static final int FIRST_BYTES = 8192;

    private BoundedReader() {}

    /**
     * Reads a regular file. Its kind and size are looked at before it is opened, so that a FIFO or a device neither blocks
     * nor fills the memory.
     *
     * @param limit the most bytes it may have
     * @throws FileSystemException if it is no regular file
     * @throws TooLargeException if it is larger
     */
    public static byte[] file(Path file, int limit) throws IOException {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        if (!seen.isRegularFile()) {
            // the kernel's words for a directory that is read as a file
            String kind = seen.isDirectory() ? "is a directory" : "not a regular file";
            throw new FileSystemException(file.toString(), null, kind);
        }
        if (seen.size() > limit) {
            throw new TooLargeException(limit);
        }
        try (InputStream in = Files.newInputStream(file)) {
            // one byte more than expected tells the end without growing the array
            return stream(in, limit, (int) seen.size() + 1);
        }
    }

    /** Like {@link #file}, as text; bytes that are not UTF-8 become U+FFFD. */
    public static String text(Path file, int limit) throws IOException {
        return new String(file(file, limit), StandardCharsets.UTF_8);
    }

    /**
     * Reads a file that was named on the command line, which may be a pipe such as a shell's {@code <(command)}.
     *
     * @throws TooLargeException if more than {@code limit} bytes come
     */
    public static byte[] fileNamedByUser(Path file, int limit) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return stream(in, limit);
        }
    }

    /**
     * Reads a stream to its end.
     *
     * @param limit the most bytes that may come
     * @throws TooLargeException as soon as one byte more has come
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
