package io.jm.go.text;

import org.jspecify.annotations.Nullable;

/** Parses booleans as Go does. */
public final class GoBool {
    private GoBool() {}

    /** Returns the value, or null if Go's {@code strconv.ParseBool} rejects the text. */
    public static @Nullable Boolean parse(String text) {
        return switch (text) {
            case "1", "t", "T", "true", "TRUE", "True" -> Boolean.TRUE;
            case "0", "f", "F", "false", "FALSE", "False" -> Boolean.FALSE;
            default -> null;
        };
    }
}
