package io.jm.qmp;

import io.jm.base.JmException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A monitor socket took the connection, or queued it, but no greeting came in time: QEMU serves one client at a time.
 * A QEMU that hangs or is stopped by a signal behaves in the same way.
 */
public final class QmpBusyException extends JmException {
    private static final long serialVersionUID = 1L;

    QmpBusyException(Path socket, Duration timeout, @Nullable Throwable cause) {
        super(
                "QEMU's monitor " + socket + " does not answer within " + QmpTimeout.text(timeout)
                        + ": another program uses it, or QEMU hangs",
                cause);
    }
}
