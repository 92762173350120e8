package io.jm.images;

import io.jm.base.JmException;

/** There is no file at a URL (404, 410). */
final class GoneException extends JmException {
    private static final long serialVersionUID = 1L;

    GoneException(String message) {
        super(message);
    }
}
