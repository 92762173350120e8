package io.jm.os;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import java.nio.file.Path;

/** No permission to open a lock file: a process of another user created it and holds it or left it behind. */
public final class LockDeniedException extends JmException {
    private static final long serialVersionUID = 1L;

    LockDeniedException(Path file, Throwable cause) {
        super(
                "open " + file + ": permission denied (a process of another user created this lock; if none is running,"
                        + " delete the file)",
                ErrorCode.LOCKED,
                cause);
    }
}
