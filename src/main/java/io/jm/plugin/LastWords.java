package io.jm.plugin;

import io.jm.text.Printable;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a plugin said on standard error before it died: the cause, if there is one, else the last line. */
final class LastWords {
    private static final int KEPT = 200;
    private static final int LONGEST = 500;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line.length() > LONGEST ? line.substring(0, LONGEST) : line);
    }

    /** The words with a colon in front, or nothing. */
    synchronized String told() {
        if (lines.isEmpty()) {
            return "";
        }
        for (String line : lines) {
            // Go prints the cause first, and many lines about where it was behind it
            if (line.startsWith("panic: ") || line.startsWith("fatal error: ")) {
                return ": " + Printable.line(line);
            }
        }
        return ": " + Printable.line(lines.getLast());
    }
}
