package io.jm.fleet;

import java.util.List;

/**
 * What differs between a machine and the file.
 *
 * @param option the option, or the key of the file
 * @param from what is recorded; {@value #UNKNOWN} if it is not known
 * @param to what the file contains
 */
public record Change(String option, List<String> from, List<String> to) {
    static final String UNKNOWN = "?";
    static final String SECRET = "(secret)";

    public Change {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    boolean isUnknown() {
        return from.equals(List.of(UNKNOWN));
    }

    /** Returns the values as one text. */
    static String text(List<String> values) {
        return values.isEmpty() ? "(none)" : String.join(",", values);
    }
}
