package io.jm.plugin;

import io.jm.base.JmException;

/** The program does not have the requested driver. */
final class UnsupportedDriverException extends JmException {
    private static final long serialVersionUID = 1L;

    UnsupportedDriverException(String message) {
        super(message);
    }
}
