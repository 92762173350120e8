package io.jm.go.template;

import io.jm.base.JmException;

/** A template that cannot be read or executed; the message begins with {@code template: NAME:LINE}. */
public final class TemplateException extends JmException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
