package io.jm.text;

import java.util.List;

/** Shortens untrusted text (output of a program, content of a file) for messages, or splits it into lines. */
public final class Excerpt {
    private static final int LINE = 300;
    private static final int TEXT = 16 << 10;
    private static final int LONGEST_LINE = 4096;
    private static final String ELLIPSIS = "…";

    private Excerpt() {}

    /** Returns the first {@value #LINE} characters for use within a message; line feeds are shown as {@code \n}. */
    public static String line(String untrusted) {
        return Printable.excerpt(untrusted.strip(), LINE);
    }

    /** Returns the last 16 KiB of a long text: the cause of an error is at the end. */
    public static String end(String untrusted) {
        return untrusted.length() > TEXT ? ELLIPSIS + untrusted.substring(untrusted.length() - TEXT) : untrusted;
    }

    /** Returns the last {@code count} lines, truncated as by {@link #end}. */
    public static String lastLines(String untrusted, int count) {
        List<String> lines = end(untrusted.strip()).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    /** Returns the lines without those longer than {@value #LONGEST_LINE} characters, which no known command prints. */
    public static Iterable<String> lines(String untrusted) {
        return untrusted.lines().filter(line -> line.length() <= LONGEST_LINE)::iterator;
    }
}
