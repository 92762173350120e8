package io.jm.go.gob;

import java.io.IOException;

/** The bytes are not Go's wire format, or more than we are willing to keep. */
public final class GobException extends IOException {
    private static final long serialVersionUID = 1L;

    public GobException(String message) {
        super("gob: " + message);
    }
}
