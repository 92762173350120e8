package io.jm.os;

import io.jm.base.JmException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Converts text to a path. */
public final class PathText {
    private PathText() {}

    /**
     * Returns the absolute path, which does not depend on a later working directory.
     *
     * @throws JmException with the kernel's error message if the text is empty or not a valid path
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
