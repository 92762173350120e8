package io.jm.shell;

import java.util.List;

/** The form of PowerShell on every system. */
final class PowerShell implements Shell {
    /** PowerShell takes typographic double quotes for quotes as well. */
    private static final String SPECIAL = "\"$\u201c\u201d\u201e";

    @Override
    public String set(String name, String value) {
        return "$Env:" + name + " = " + doubleQuoted(value);
    }

    @Override
    public String unset(String name) {
        // The original prints two backslashes; PowerShell takes them for one.
        return "Remove-Item Env:\\\\" + name;
    }

    @Override
    public String comment(String text) {
        return "# " + text;
    }

    @Override
    public String word(String word) {
        return Words.plain(word) ? word : doubleQuoted(word);
    }

    @Override
    public String hint(List<String> commandLine) {
        return comment("& " + Words.line(this, commandLine) + " | Invoke-Expression");
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        quoted.append('"');
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '\n') {
                quoted.append("`n");
            } else if (sign == '\r') {
                quoted.append("`r");
            } else {
                if (sign == '`' || SPECIAL.indexOf(sign) >= 0) {
                    quoted.append('`');
                }
                quoted.append(sign);
            }
        }
        return quoted.append('"').toString();
    }
}
