package io.jm.go.rpc;

import io.jm.base.JmException;
import io.jm.go.text.GoDuration;
import java.time.Duration;

/** The peer did not answer a call within its timeout. */
public final class CallTimeoutException extends JmException {
    private static final long serialVersionUID = 1L;

    CallTimeoutException(String method, Duration timeout, Throwable cause) {
        super(
                "no answer to " + method.substring(method.indexOf('.') + 1) + " within "
                        + GoDuration.format(timeout.toNanos()),
                cause);
    }
}
