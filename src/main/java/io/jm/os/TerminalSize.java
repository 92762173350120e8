package io.jm.os;

import io.jm.base.JmException;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of the user's terminal.
 *
 * @param rows its lines; 0 if not known
 * @param columns the characters of a line; 0 if not known
 */
public record TerminalSize(int rows, int columns) {
    /** The size of what is not a terminal, or does not report its size. */
    public static final TerminalSize UNKNOWN = new TerminalSize(0, 0);

    private static final Pattern ANSWER = Pattern.compile("\\s*(\\d{1,5}) (\\d{1,5})\\s*");
    private static final String TERMINAL = "/dev/tty";

    /** Asks the terminal, also if standard input is redirected; if it does not report its width, {@code COLUMNS} has it. */
    public static TerminalSize of(Environment environment) {
        TerminalSize asked = environment.windows() ? UNKNOWN : asked();
        return asked.columns > 0 ? asked : new TerminalSize(asked.rows, columns(environment));
    }

    private static TerminalSize asked() {
        try {
            Redirect terminal = Redirect.from(new File(TERMINAL));
            Matcher answer = ANSWER.matcher(
                    Programs.captureFrom(terminal, List.of("stty", "size")).text());
            return answer.matches()
                    ? new TerminalSize(Integer.parseInt(answer.group(1)), Integer.parseInt(answer.group(2)))
                    : UNKNOWN;
        } catch (JmException e) {
            // no such program, or no terminal
            return UNKNOWN;
        }
    }

    private static int columns(Environment environment) {
        try {
            return Math.max(0, Integer.parseInt(environment.get(Setting.COLUMNS, "0")));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
