package io.jm.drivers.qemu;

import io.jm.base.JmException;
import java.util.ArrayList;
import java.util.List;

/** Splits the value of {@code --qemu-args} as a POSIX shell does: blanks separate, quotes and a backslash protect. */
final class ArgumentText {
    private ArgumentText() {}

    /**
     * Returns the arguments.
     *
     * @throws JmException if a quote is not closed
     */
    static List<String> split(String text) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
                argument.append(text.charAt(++i));
                started = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    argument.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                started = true;
            } else if (!Character.isWhitespace(c)) {
                argument.append(c);
                started = true;
            } else if (started) {
                arguments.add(argument.toString());
                argument.setLength(0);
                started = false;
            }
        }
        if (quote != 0) {
            throw new JmException("--" + QemuFlags.ARGUMENTS + " has a quote that is not closed: " + text);
        }
        if (started) {
            arguments.add(argument.toString());
        }
        return arguments;
    }
}
