package io.jm.go.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns tab-terminated cells, byte for byte like Go's {@code text/tabwriter}.
 *
 * <p>A column is a run of consecutive lines that have a tab-terminated cell at the same position; what follows the last
 * tab of a line belongs to no column. Widths count code points.
 *
 * @param minWidth the least width of a column, padding included
 * @param tabWidth the distance of tab stops when padding with tabs
 * @param padding what is added to the widest cell
 * @param pad a blank or a tab
 */
public record TabWriter(int minWidth, int tabWidth, int padding, char pad) {
    /** The layout of {@code ls}. */
    public static TabWriter forTables() {
        return new TabWriter(5, 1, 3, ' ');
    }

    /** The aligned text; a last line without line feed stays without, and loses its last tab. */
    public String format(String text) {
        List<List<String>> lines = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf('\n', start);
            boolean last = end < 0;
            List<String> cells = cells(text.substring(start, last ? text.length() : end));
            if (last && cells.size() > 1 && cells.get(cells.size() - 1).isEmpty()) {
                cells.remove(cells.size() - 1);
            }
            lines.add(cells);
            start = last ? text.length() + 1 : end + 1;
        }
        StringBuilder out = new StringBuilder(text.length() * 2);
        align(lines, 0, lines.size(), new ArrayList<>(), out);
        out.setLength(out.length() - 1);
        return out.toString();
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        int start = 0;
        for (int tab = line.indexOf('\t'); tab >= 0; tab = line.indexOf('\t', start)) {
            cells.add(line.substring(start, tab));
            start = tab + 1;
        }
        cells.add(line.substring(start));
        return cells;
    }

    private void align(List<List<String>> lines, int from, int to, List<Integer> widths, StringBuilder out) {
        int column = widths.size();
        int line = from;
        while (line < to) {
            if (!hasColumn(lines.get(line), column)) {
                write(lines.get(line), widths, out);
                line++;
                continue;
            }
            int end = line;
            int width = minWidth;
            while (end < to && hasColumn(lines.get(end), column)) {
                width = Math.max(width, length(lines.get(end).get(column)) + padding);
                end++;
            }
            widths.add(width);
            align(lines, line, end, widths, out);
            widths.remove(column);
            line = end;
        }
    }

    private static boolean hasColumn(List<String> cells, int column) {
        return column < cells.size() - 1;
    }

    private void write(List<String> cells, List<Integer> widths, StringBuilder out) {
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            out.append(cell);
            if (i < cells.size() - 1) {
                pad(length(cell), widths.get(i), out);
            }
        }
        out.append('\n');
    }

    private void pad(int length, int width, StringBuilder out) {
        if (pad == '\t') {
            int stop = (width + tabWidth - 1) / tabWidth * tabWidth;
            append(out, (stop - length + tabWidth - 1) / tabWidth);
        } else {
            append(out, width - length);
        }
    }

    private void append(StringBuilder out, int count) {
        for (int i = 0; i < count; i++) {
            out.append(pad);
        }
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
