package io.jm.os;

import io.jm.base.JmException;
import java.nio.file.Path;

/** A lock file that this user may not open: another user's process made it, and holds it or left it behind. */
public final class LockDeniedException extends JmException {
    private static final long serialVersionUID = 1L;

    LockDeniedException(Path file, Throwable cause) {
        super(
                "open " + file + ": permission denied (another user's process made this lock; if none is running,"
                        + " delete the file)",
                cause);
    }
}
