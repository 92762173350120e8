package io.jm.os;

import io.jm.base.JmException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Turns text from a file into a path. */
public final class PathText {
    private PathText() {}

    /**
     * The path, absolute, so that it means the same in every step that follows.
     *
     * @throws JmException in the kernel's words if no file can have that name; an empty text is none either
     */
    public static Path absolute(String text) {
        if (text.isEmpty()) {
            throw new JmException("open : no such file or directory");
        }
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new JmException("open " + text + ": invalid argument", e);
        }
    }
}
