package io.jm.inventory;

import io.jm.console.Colours;
import io.jm.console.TextWidth;
import io.jm.driver.MachineState;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays the default table of {@code ls} out for a terminal: where it does not fit, columns without information are left out,
 * then errors are cut, then columns that {@code inspect} or another command shows are left out. No line is longer than
 * the terminal's.
 *
 * @param width the columns of the terminal; 0 for no limit
 * @param colours whether states have colours
 */
public record TableLayout(int width, boolean colours) {
    private static final int NARROWEST = 5;
    private static final int PADDING = 3;
    private static final int LEAST_OF_ERRORS = 20;

    private static final String ACTIVE = "ACTIVE";
    private static final String DRIVER = "DRIVER";
    private static final String STATE = "STATE";
    private static final String SWARM = "SWARM";
    private static final String ERRORS = "ERRORS";

    /** What is left out where errors have no room, in this order. */
    private static final List<String> LESS_NEEDED = List.of("DOCKER", DRIVER, SWARM, ACTIVE, "URL");

    /** A column: its heading, then a cell for each machine. */
    private record Column(List<String> cells) {
        String heading() {
            return cells.get(0);
        }

        int width() {
            return cells.stream().mapToInt(TextWidth::of).max().orElse(0);
        }

        int padded() {
            return Math.max(NARROWEST, width() + PADDING);
        }

        /** Whether there is no information in it: all cells are empty or a dash, or all drivers the same. */
        boolean isIdle() {
            List<String> values = cells.subList(1, cells.size());
            return switch (heading()) {
                case SWARM, ERRORS -> values.stream().allMatch(String::isEmpty);
                case ACTIVE -> values.stream().allMatch(value -> value.isEmpty() || value.equals("-"));
                default -> values.stream().distinct().count() <= 1;
            };
        }
    }

    /** Returns the table, given its lines with tabs between the cells, the headings first. */
    String format(String lines) {
        List<Column> columns = columns(lines);
        if (width > 0) {
            for (String heading : List.of(SWARM, ACTIVE, DRIVER, ERRORS)) {
                if (!fits(columns)) {
                    columns.removeIf(each -> each.heading().equals(heading) && each.isIdle());
                }
            }
            makeRoom(columns);
            cut(columns);
        }
        return text(columns);
    }

    private static List<Column> columns(String lines) {
        List<Column> columns = new ArrayList<>();
        for (String line : lines.split("\n")) {
            String[] cells = line.split("\t", -1);
            for (int i = 0; i < cells.length; i++) {
                if (columns.size() <= i) {
                    columns.add(new Column(new ArrayList<>()));
                }
                columns.get(i).cells().add(cells[i]);
            }
        }
        return columns;
    }

    private boolean fits(List<Column> columns) {
        return rest(columns) >= columns.get(columns.size() - 1).width();
    }

    /** Returns the room for the last column. */
    private int rest(List<Column> columns) {
        return width
                - columns.subList(0, columns.size() - 1).stream()
                        .mapToInt(Column::padded)
                        .sum();
    }

    private void makeRoom(List<Column> columns) {
        for (String heading : LESS_NEEDED) {
            if (rest(columns) < leastOfLast(columns)) {
                columns.removeIf(each -> each.heading().equals(heading));
            }
        }
    }

    /** Returns the columns that the last column of the table needs: errors may be cut. */
    private static int leastOfLast(List<Column> columns) {
        Column last = columns.get(columns.size() - 1);
        return last.heading().equals(ERRORS) ? Math.min(LEAST_OF_ERRORS, last.width()) : last.width();
    }

    /** Cuts the last column, and before it names that alone are too long. */
    private void cut(List<Column> columns) {
        int missing = leastOfLast(columns) - rest(columns);
        if (missing > 0) {
            Column names = columns.get(0);
            int room = Math.max(1, names.width() - missing);
            names.cells().replaceAll(cell -> TextWidth.cut(cell, room));
        }
        int room = rest(columns);
        columns.get(columns.size() - 1).cells().replaceAll(cell -> TextWidth.cut(cell, room));
    }

    private String text(List<Column> columns) {
        StringBuilder out = new StringBuilder();
        int lines = columns.get(0).cells().size();
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < columns.size(); i++) {
                Column column = columns.get(i);
                String cell = column.cells().get(line);
                boolean last = i == columns.size() - 1;
                int blanks = last ? 0 : column.padded() - TextWidth.of(cell);
                boolean coloured = colours && line > 0 && column.heading().equals(STATE);
                out.append(coloured ? coloured(cell) : cell).append(" ".repeat(blanks));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String coloured(String state) {
        if (state.equals(MachineState.RUNNING.text())) {
            return Colours.green(state);
        }
        if (state.equals(MachineState.ERROR.text())) {
            return Colours.red(state);
        }
        boolean off = state.equals(MachineState.STOPPED.text()) || state.equals(MachineState.SAVED.text());
        return off ? Colours.dim(state) : state;
    }
}
