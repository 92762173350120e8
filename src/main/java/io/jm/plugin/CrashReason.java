package io.jm.plugin;

import io.jm.text.Printable;

/** Finds the reason of a crash in a plugin's standard error: the line of a Go panic, else the last line. */
final class CrashReason {
    private static final int MAX_LENGTH = 500;

    private String cause = "";
    private String last = "";

    synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        last = line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
        // Go prints the cause first, and then the stacks of its goroutines
        if (cause.isEmpty() && (line.startsWith("panic: ") || line.startsWith("fatal error: "))) {
            cause = last;
        }
    }

    /** Returns the line after a colon and a space, or empty. */
    synchronized String suffix() {
        String line = cause.isEmpty() ? last : cause;
        return line.isEmpty() ? "" : ": " + Printable.line(line);
    }
}
