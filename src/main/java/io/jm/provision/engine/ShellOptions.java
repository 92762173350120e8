package io.jm.provision.engine;

import io.jm.base.JmException;
import io.jm.text.ShellQuoting;
import java.util.List;

/** Formats options and variables for files that a shell reads when the engine starts. */
public final class ShellOptions {
    private ShellOptions() {}

    /** Returns one option per line, to be put in single quotes; the shell splits them at white space. */
    public static String lines(List<List<String>> options) {
        StringBuilder lines = new StringBuilder();
        for (List<String> option : options) {
            String line = String.join(" ", option);
            if (line.indexOf('\'') >= 0) {
                throw new JmException(
                        "engine options with a single quote are not supported on this distribution: " + line);
            }
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    /**
     * Returns an {@code export} line for each variable, in docker-machine's form if no special characters need quoting.
     */
    public static String exports(List<String> assignments) {
        StringBuilder lines = new StringBuilder();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            // ~ and ^ have no meaning within double quotes
            if (ShellQuoting.isPlain(assignment.replace("~", "").replace("^", "")) || equals <= 0) {
                lines.append("export \"").append(assignment).append("\"\n");
            } else {
                lines.append("export ")
                        .append(assignment, 0, equals + 1)
                        .append(ShellQuoting.quote(assignment.substring(equals + 1)))
                        .append('\n');
            }
        }
        return lines.toString();
    }
}
