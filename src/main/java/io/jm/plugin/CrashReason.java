package io.jm.plugin;

import io.jm.text.Printable;

/** What a plugin printed on standard error before it died: the cause, if there is one, else the last line. */
final class CrashReason {
    private static final int LONGEST = 500;

    private String cause = "";
    private String last = "";

    synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        last = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        // Go prints the cause first, and any number of lines about where it was after it
        if (cause.isEmpty() && (line.startsWith("panic: ") || line.startsWith("fatal error: "))) {
            cause = last;
        }
    }

    /** The line after a colon, or nothing. */
    synchronized String told() {
        String line = cause.isEmpty() ? last : cause;
        return line.isEmpty() ? "" : ": " + Printable.line(line);
    }
}
