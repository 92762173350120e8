package io.jm.os;

import io.jm.base.JmException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The standard input of jm, for several commands that cannot share it: a copy of it on disk. */
public final class StandardInput implements AutoCloseable {
    private static final int FILE_TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    private final Path file;

    private StandardInput(Path file) {
        this.file = file;
    }

    /**
     * Reads all of it into a temporary file that only the owner can read; only the disk limits it, since images are large.
     *
     * @throws JmException if it cannot be read or written
     */
    public static StandardInput copy(InputStream in) {
        StandardInput copy;
        try {
            // only the owner can read it from its creation
            copy = new StandardInput(Files.createTempFile("jm-stdin", ""));
        } catch (IOException e) {
            throw new JmException("no temporary file can be made for standard input: " + IoReason.of(e), e);
        }
        try {
            // Files.copy would replace the file by one that others can read
            try (OutputStream out = Files.newOutputStream(copy.file)) {
                in.transferTo(out);
            }
            return copy;
        } catch (IOException e) {
            copy.close();
            throw new JmException("standard input cannot be copied to " + copy.file + ": " + IoReason.of(e), e);
        }
    }

    /** Returns whether a pipe or a file has bytes that nobody has read. What is typed at a terminal does not count. */
    public static boolean isLeft(InputStream in) {
        try {
            return !(in instanceof FileInputStream && isDevice()) && in.available() > 0;
        } catch (IOException e) {
            // closed
            return false;
        }
    }

    private static boolean isDevice() {
        try {
            Object mode = Files.getAttribute(Path.of("/dev/stdin"), "unix:mode");
            return mode instanceof Integer bits && (bits & FILE_TYPE) == CHARACTER_DEVICE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // another system
            return false;
        }
    }

    /** Returns the file with the copy. */
    public Path file() {
        return file;
    }

    /** Deletes the copy. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new JmException("the copy of standard input, " + file + ", cannot be deleted: " + IoReason.of(e), e);
        }
    }
}
