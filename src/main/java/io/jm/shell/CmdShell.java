package io.jm.shell;

import io.jm.base.JmException;
import java.util.List;

/** The form of cmd, the old command interpreter of Windows. */
final class CmdShell implements Shell {
    private static final String SPECIAL = "&|<>^()%!;'`";

    /**
     * The line; quoted as a whole if the value holds a sign with a meaning.
     *
     * @throws JmException if no quoting of cmd keeps the value from being run
     */
    @Override
    public String set(String name, String value) {
        // a quote or a line end would leave the quoted text; a variable's value (between two %) could hold a quote
        if (value.indexOf('"') >= 0 || Words.hasControlSign(value) || value.indexOf('%') != value.lastIndexOf('%')) {
            throw new JmException("Error: " + name + " cannot be set in cmd: its value holds a quotation mark, "
                    + "a line end or two percent signs");
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
    public String word(String word) {
        return Words.plain(word) ? word : "\"" + Words.oneLine(word).replace("\"", "\"\"") + "\"";
    }

    @Override
    public String hint(List<String> commandLine) {
        return comment("\t@FOR /f \"tokens=*\" %i IN ('" + Words.line(this, commandLine) + "') DO @%i");
    }
}
