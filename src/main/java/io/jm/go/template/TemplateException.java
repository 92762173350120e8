package io.jm.go.template;

import io.jm.base.JmException;

/** An error when parsing or executing a template; the message starts with {@code template: NAME:LINE}. */
public final class TemplateException extends JmException {
    private static final long serialVersionUID = 1L;

    TemplateException(String message) {
        super(message);
    }
}
