package io.jm.console;

import io.jm.os.TerminalSize;

/** Text on a terminal that replaces what it showed before. */
public final class Redraw {
    private static final String HOME = "\u001b[H";
    private static final String UP = "\u001b[%dA\r";
    private static final String ERASE_BELOW = "\u001b[J";

    private final Console console;
    private int shown;
    private TerminalSize size = TerminalSize.UNKNOWN;

    public Redraw(Console console) {
        this.console = console;
    }

    /**
     * Shows lines in place of the previous ones; those below the edge of the terminal are left out.
     *
     * @param now the size of the terminal, which the user may have changed
     */
    public void show(String text, TerminalSize now) {
        String[] lines = text.split("\n");
        int room = now.rows() > 1 ? Math.min(lines.length, now.rows() - 1) : lines.length;
        StringBuilder out = new StringBuilder();
        if (shown > 0) {
            // lines that a narrower terminal has broken are not counted
            boolean same = now.columns() == size.columns() && now.rows() == size.rows();
            out.append(same ? String.format(UP, shown) : HOME).append(ERASE_BELOW);
        }
        for (int i = 0; i < room; i++) {
            out.append(lines[i]).append('\n');
        }
        console.write(out.toString());
        console.flush();
        shown = room;
        size = now;
    }
}
