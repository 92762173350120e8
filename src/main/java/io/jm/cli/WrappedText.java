package io.jm.cli;

import io.jm.text.Printable;
import java.util.List;

/** Builds text whose lines end at words: paragraphs, rows of two columns, and command lines. */
final class WrappedText {
    static final int DEFAULT_WIDTH = 80;

    private static final String INDENT = "  ";
    private static final int WIDEST_NAME = 30;

    private final int width;
    private final StringBuilder text = new StringBuilder();

    /** Starts an empty text with lines of at most {@code width} characters. */
    WrappedText(int width) {
        this.width = width;
    }

    /**
     * One row of two columns.
     *
     * @param name what the row is about
     * @param text what it means
     */
    record Row(String name, String text) {}

    /** Adds a line, or the lines of a paragraph. */
    WrappedText paragraph(String paragraph) {
        wrap(paragraph, 0, "");
        return this;
    }

    /** Adds a paragraph that starts where rows start. */
    WrappedText indented(String paragraph) {
        text.append(INDENT);
        wrap(paragraph, INDENT.length(), "");
        return this;
    }

    /** Adds an empty line and a heading. */
    WrappedText heading(String title) {
        text.append('\n').append(title).append(":\n");
        return this;
    }

    /** Adds rows whose second column starts at the same place; a name without room there has its text below. */
    WrappedText rows(List<Row> rows) {
        int longest = 0;
        for (Row row : rows) {
            longest = Math.max(longest, row.name().length());
        }
        int column = INDENT.length() + Math.min(longest, WIDEST_NAME) + INDENT.length();
        for (Row row : rows) {
            String name = Printable.line(row.name());
            text.append(INDENT).append(name);
            int at = INDENT.length() + name.length();
            if (at + INDENT.length() > column) {
                text.append('\n');
                at = 0;
            }
            text.append(" ".repeat(column - at));
            wrap(Printable.line(row.text()), column, "");
        }
        return this;
    }

    /** Adds lines as they are, where rows start. */
    WrappedText lines(List<String> lines) {
        lines.forEach(line -> text.append(INDENT).append(line).append('\n'));
        return this;
    }

    /** Adds a command line with what it is for; lines that are too long go on after a backslash. */
    WrappedText example(String purpose, String command) {
        indented(purpose + ":");
        text.append(INDENT).append(INDENT);
        wrap(command, INDENT.length() * 2, " \\");
        return this;
    }

    /** Breaks lines at blanks, with {@code mark} before each break; a word that is longer than a line stays whole. */
    private void wrap(String paragraph, int indent, String mark) {
        int room = Math.max(1, width - indent);
        int start = 0;
        while (paragraph.length() - start > room) {
            int end = paragraph.lastIndexOf(' ', start + room - mark.length());
            if (end <= start) {
                end = paragraph.indexOf(' ', start + room);
            }
            if (end < 0) {
                break;
            }
            text.append(paragraph, start, end).append(mark).append('\n').append(" ".repeat(indent));
            start = end + 1;
        }
        text.append(paragraph, start, paragraph.length()).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
