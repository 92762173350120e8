package io.jm.go.json;

import io.jm.base.JmException;
import org.jspecify.annotations.Nullable;

/** Text that is not JSON; the message is what Go's decoder says about it. */
public final class JsonSyntaxException extends JmException {
    private static final long serialVersionUID = 1L;

    JsonSyntaxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
