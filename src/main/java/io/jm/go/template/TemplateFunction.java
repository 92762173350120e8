package io.jm.go.template;

import java.util.List;

/**
 * A function that templates can call.
 *
 * @param fixed the number of required arguments
 * @param variadic whether it accepts more
 * @param text whether its first argument must be a string
 * @param body the implementation; throws {@link FunctionException} with Go's error message
 */
record TemplateFunction(int fixed, boolean variadic, boolean text, Body body) {
    /** The implementation of a function. */
    @FunctionalInterface
    interface Body {
        TemplateValue call(List<TemplateValue> arguments) throws FunctionException;
    }

    /** An argument that the function cannot handle. */
    static final class FunctionException extends Exception {
        private static final long serialVersionUID = 1L;

        FunctionException(String message) {
            super(message);
        }

        String reason() {
            String message = getMessage();
            return message == null ? "" : message;
        }
    }
}
