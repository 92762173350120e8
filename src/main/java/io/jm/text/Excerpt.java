package io.jm.text;

import java.util.List;

/** What a machine, a program or a file said, made short enough for a message, or taken apart line by line. */
public final class Excerpt {
    private static final int LINE = 300;
    private static final int TEXT = 16 << 10;
    private static final int READABLE = 4096;
    private static final String CUT = "…";

    private Excerpt() {}

    /** The beginning, for the middle of a sentence: one line, in which line ends are shown as {@code \n}. */
    public static String line(String foreign) {
        String text = foreign.strip();
        // cut first: an escape is longer than what it stands for
        return Printable.line(text.length() > LINE ? text.substring(0, LINE) + CUT : text);
    }

    /** The end of a long text, where the reason of a failure is. */
    public static String end(String foreign) {
        return foreign.length() > TEXT ? CUT + foreign.substring(foreign.length() - TEXT) : foreign;
    }

    /** The last lines, and no more of them than {@link #end} takes. */
    public static String lastLines(String foreign, int count) {
        List<String> lines = end(foreign.strip()).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    /** The lines, one after the other, without those that are too long to be an answer to a question of ours. */
    public static Iterable<String> lines(String foreign) {
        return foreign.lines().filter(line -> line.length() <= READABLE)::iterator;
    }
}
