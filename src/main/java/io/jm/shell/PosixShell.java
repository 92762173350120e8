package io.jm.shell;

import io.jm.text.ShellQuoting;
import java.util.List;

/** The syntax of sh, shared by bash, dash, ksh and zsh. */
final class PosixShell implements Shell {
    @Override
    public String set(String name, String value) {
        return "export " + name + "=" + doubleQuoted(value);
    }

    @Override
    public String unset(String name) {
        return "unset " + name;
    }

    @Override
    public String comment(String text) {
        return "# " + text;
    }

    @Override
    public String argument(String argument) {
        if (ArgumentQuoting.isPlain(argument)) {
            return argument;
        }
        if (ArgumentQuoting.isPlainExceptSpacesAndBackslashes(argument)) {
            return doubleQuoted(argument);
        }
        return ArgumentQuoting.hasControlCharacter(argument)
                ? dollarQuoted(argument)
                : ShellQuoting.singleQuoted(argument);
    }

    @Override
    public String evaluation(List<String> commandLine) {
        return "eval $(" + ArgumentQuoting.join(this, commandLine) + ")";
    }

    private static String doubleQuoted(String text) {
        return '"' + ArgumentQuoting.escaped('\\', "\"$`", text) + '"';
    }

    /**
     * Quotes without line feeds ({@code $'...'}): in single quotes one would end the comment, and the rest would be
     * executed.
     */
    private static String dollarQuoted(String text) {
        StringBuilder quoted = new StringBuilder("$'");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (Character.isISOControl(c) && c < 0x80) {
                quoted.append('\\')
                        .append((char) ('0' + (c >> 6)))
                        .append((char) ('0' + (c >> 3 & 7)))
                        .append((char) ('0' + (c & 7)));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }
}
