package io.jm.provision.host;

import io.jm.base.JmException;
import io.jm.text.ShellQuoting;
import java.util.List;

/** Options and variables in files that a shell reads when the engine starts. */
public final class ShellOptions {
    private ShellOptions() {}

    /** One option a line, for the inside of single quotes; the reading script splits it at white space. */
    public static String lines(List<List<String>> options) {
        StringBuilder lines = new StringBuilder();
        for (List<String> option : options) {
            String line = String.join(" ", option);
            if (line.indexOf('\'') >= 0) {
                throw new JmException("this system's engine cannot be given an option with a single quote: " + line);
            }
            lines.append(line).append('\n');
        }
        return lines.toString();
    }

    /** An {@code export} line for each variable, those without special signs in the original's form. */
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
