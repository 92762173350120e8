package io.jm.shell;

import java.util.List;

/** The form of sh, which bash, dash, ksh and zsh share. */
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
    public String word(String word) {
        if (Words.plain(word)) {
            return word;
        }
        if (Words.plainButForBlanksAndBackslashes(word)) {
            return doubleQuoted(word);
        }
        return Words.hasControlSign(word) ? dollarQuoted(word) : "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public String hint(List<String> commandLine) {
        return comment("eval $(" + Words.line(this, commandLine) + ")");
    }

    private static String doubleQuoted(String text) {
        return '"' + Words.protectedBy('\\', "\"$`", text) + '"';
    }

    /** Keeps a comment on its line: in single quotes a line end would end it, and what follows would be run. */
    private static String dollarQuoted(String text) {
        StringBuilder quoted = new StringBuilder("$'");
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '\'' || sign == '\\') {
                quoted.append('\\').append(sign);
            } else if (Character.isISOControl(sign) && sign < 0x80) {
                quoted.append('\\')
                        .append((char) ('0' + (sign >> 6)))
                        .append((char) ('0' + (sign >> 3 & 7)))
                        .append((char) ('0' + (sign & 7)));
            } else {
                quoted.append(sign);
            }
        }
        return quoted.append('\'').toString();
    }
}
