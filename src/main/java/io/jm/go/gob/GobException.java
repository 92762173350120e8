package io.jm.go.gob;

import java.io.IOException;

/** The bytes are not Go's wire format, or exceed a limit of {@link GobDecoder}. */
public final class GobException extends IOException {
    private static final long serialVersionUID = 1L;

    GobException(String message) {
        super("gob: " + message);
    }
}
