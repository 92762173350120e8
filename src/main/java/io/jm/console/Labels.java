package io.jm.console;

import io.jm.text.Printable;
import java.util.List;

/** What the lines of several machines start with when they are printed at the same time: names of the same width. */
final class Labels {
    private final List<String> names;
    private final int width;

    Labels(List<String> names) {
        this.names = names;
        this.width = names.stream()
                .mapToInt(name -> Printable.line(name).length())
                .max()
                .orElse(0);
    }

    /** Returns the label of one of the names. */
    String of(String name) {
        return padded(name) + " ";
    }

    /** Returns the same in the colour of this name. */
    String coloured(String name) {
        return Colours.oneOfSeveral(names.indexOf(name), padded(name)) + " ";
    }

    private String padded(String name) {
        String shown = Printable.line(name);
        return shown + " ".repeat(width - shown.length()) + " |";
    }
}
