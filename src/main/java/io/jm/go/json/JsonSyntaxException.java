package io.jm.go.json;

import io.jm.base.JmException;
import org.jspecify.annotations.Nullable;

/** Invalid JSON; the message is that of Go's decoder. */
public final class JsonSyntaxException extends JmException {
    private static final long serialVersionUID = 1L;

    JsonSyntaxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
