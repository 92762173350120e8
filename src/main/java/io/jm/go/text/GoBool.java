package io.jm.go.text;

import org.jspecify.annotations.Nullable;

/** The words Go takes for booleans. */
public final class GoBool {
    private GoBool() {}

    /** True, false, or null if Go's {@code strconv.ParseBool} would refuse the word. */
    public static @Nullable Boolean parse(String word) {
        return switch (word) {
            case "1", "t", "T", "true", "TRUE", "True" -> Boolean.TRUE;
            case "0", "f", "F", "false", "FALSE", "False" -> Boolean.FALSE;
            default -> null;
        };
    }
}
