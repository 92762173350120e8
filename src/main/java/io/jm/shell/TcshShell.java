package io.jm.shell;

import io.jm.text.ShellQuoting;
import java.util.List;

/**
 * The syntax of csh and tcsh. Their {@code eval} expands braces even in quoted arguments; that cannot be prevented, and
 * it executes nothing.
 */
final class TcshShell implements Shell {
    @Override
    public String set(String name, String value) {
        StringBuilder line = new StringBuilder("setenv ").append(name).append(" \"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n') {
                line.append("\\\n");
            } else if (c == '"' || c == '$' || c == '`' || c == '!') {
                // double quotes do not quote these four: close them for one character
                line.append("\"\\").append(c).append('"');
            } else {
                line.append(c);
            }
        }
        return line.append("\";").toString();
    }

    @Override
    public String unset(String name) {
        return "unsetenv " + name + ";";
    }

    @Override
    public String comment(String text) {
        // csh has comments only in scripts; docker-machine prints the empty command instead
        return ": " + text;
    }

    @Override
    public String argument(String argument) {
        if (ArgumentQuoting.isPlain(argument)) {
            return argument;
        }
        if (ArgumentQuoting.isPlainExceptSpacesAndBackslashes(argument)) {
            return '"' + argument + '"';
        }
        return singleQuoted(argument);
    }

    @Override
    public String evaluation(List<String> commandLine) {
        String evaluation = "eval `" + ArgumentQuoting.join(this, commandLine) + "`";
        for (String argument : commandLine) {
            if (!ArgumentQuoting.isPlainExceptSpacesAndBackslashes(argument)) {
                // The shell executes the text between backquotes, so only plain arguments may be there.
                return singleQuoted(evaluation);
            }
        }
        return evaluation;
    }

    private static String singleQuoted(String text) {
        return ShellQuoting.singleQuoted(ArgumentQuoting.oneLine(text)).replace("!", "\\!");
    }
}
