package io.jm.swarm;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import org.jspecify.annotations.Nullable;

/** A swarm is not, or cannot become, what was asked for. */
class SwarmException extends JmException {
    private static final long serialVersionUID = 1L;

    SwarmException(String message) {
        this(message, null);
    }

    SwarmException(String message, @Nullable Throwable cause) {
        super(message, ErrorCode.SWARM, cause);
    }
}
