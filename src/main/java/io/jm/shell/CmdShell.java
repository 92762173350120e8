package io.jm.shell;

import io.jm.base.JmException;
import java.util.List;

/** The syntax of cmd, the old command interpreter of Windows. */
final class CmdShell implements Shell {
    private static final String SPECIAL = "&|<>^()%!;'`";

    /**
     * Returns the line, quoted as a whole if the value contains a special character.
     *
     * @throws JmException if no quoting of cmd prevents parts of the value from being executed
     */
    @Override
    public String set(String name, String value) {
        // a quote or a line break would end the quoted text; %NAME% expands to a value that may contain a quote
        if (value.indexOf('"') >= 0
                || ArgumentQuoting.hasControlCharacter(value)
                || value.indexOf('%') != value.lastIndexOf('%')) {
            throw new JmException("Error: " + name + " cannot be set in cmd: its value contains a double quote, "
                    + "a line break or two percent signs");
        }
        for (int i = 0; i < value.length(); i++) {
            if (SPECIAL.indexOf(value.charAt(i)) >= 0) {
                return "SET \"" + name + "=" + value + "\"";
            }
        }
        return "SET " + name + "=" + value;
    }

    @Override
    public String unset(String name) {
        return "SET " + name + "=";
    }

    @Override
    public String comment(String text) {
        return "REM " + text;
    }

    @Override
    public String argument(String argument) {
        return ArgumentQuoting.isPlain(argument)
                ? argument
                : "\"" + ArgumentQuoting.oneLine(argument).replace("\"", "\"\"") + "\"";
    }

    @Override
    public String evaluation(List<String> commandLine) {
        return "@FOR /f \"tokens=*\" %i IN ('" + ArgumentQuoting.join(this, commandLine) + "') DO @%i";
    }

    @Override
    public String hint(List<String> commandLine) {
        return comment("\t" + evaluation(commandLine));
    }
}
