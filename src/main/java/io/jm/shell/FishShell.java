package io.jm.shell;

import java.util.List;

/** The syntax of fish. */
final class FishShell implements Shell {
    @Override
    public String set(String name, String value) {
        return "set -gx " + name + " " + doubleQuoted(value) + ";";
    }

    @Override
    public String unset(String name) {
        return "set -e " + name + ";";
    }

    @Override
    public String comment(String text) {
        return "# " + text;
    }

    @Override
    public String argument(String argument) {
        return ArgumentQuoting.isPlain(argument) ? argument : doubleQuoted(argument);
    }

    @Override
    public String evaluation(List<String> commandLine) {
        return "eval (" + ArgumentQuoting.join(this, commandLine) + ")";
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        quoted.append('"');
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            // eval treats a line feed as a space, and it would end a comment
            quoted.append(ArgumentQuoting.escaped('\\', "\"$", text.substring(start, end)))
                    .append("\"\\n\"");
            start = end + 1;
        }
        return quoted.append(ArgumentQuoting.escaped('\\', "\"$", text.substring(start)))
                .append('"')
                .toString();
    }
}
