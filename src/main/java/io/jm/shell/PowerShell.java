package io.jm.shell;

import java.util.List;

/** The syntax of PowerShell on every platform. */
final class PowerShell implements Shell {
    /** PowerShell treats typographic double quotes as quotes too. */
    private static final String SPECIAL = "\"$\u201c\u201d\u201e";

    @Override
    public String set(String name, String value) {
        return "$Env:" + name + " = " + doubleQuoted(value);
    }

    @Override
    public String unset(String name) {
        // docker-machine prints two backslashes; PowerShell treats them as one.
        return "Remove-Item Env:\\\\" + name;
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
        return "& " + ArgumentQuoting.join(this, commandLine) + " | Invoke-Expression";
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        quoted.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                quoted.append("`n");
            } else if (c == '\r') {
                quoted.append("`r");
            } else {
                if (c == '`' || SPECIAL.indexOf(c) >= 0) {
                    quoted.append('`');
                }
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
