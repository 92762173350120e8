package io.jm.go.template;

import java.util.List;

/**
 * A function templates can call.
 *
 * @param fixed how many arguments it needs
 * @param variadic whether it takes more
 * @param text whether its first argument must be a string
 * @param body the work; throws {@link Refused} with Go's words
 */
record TemplateFunction(int fixed, boolean variadic, boolean text, Body body) {
    /** The work of a function. */
    @FunctionalInterface
    interface Body {
        TemplateValue call(List<TemplateValue> arguments) throws Refused;
    }

    /** Why a function cannot work with its arguments. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }

        String reason() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }
}
