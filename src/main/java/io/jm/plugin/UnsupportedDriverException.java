package io.jm.plugin;

import io.jm.base.JmException;

/** A program that serves several drivers does not have the one asked for. */
final class UnsupportedDriverException extends JmException {
    private static final long serialVersionUID = 1L;

    UnsupportedDriverException(String message) {
        super(message);
    }
}
