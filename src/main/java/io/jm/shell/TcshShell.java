package io.jm.shell;

import java.util.List;

/**
 * The form of csh and tcsh. Their {@code eval} takes the braces from a word, quoted or not; nothing prevents that, and
 * nothing is run by it.
 */
final class TcshShell implements Shell {
    @Override
    public String set(String name, String value) {
        StringBuilder line = new StringBuilder("setenv ").append(name).append(" \"");
        for (int i = 0; i < value.length(); i++) {
            char sign = value.charAt(i);
            if (sign == '\n') {
                line.append("\\\n");
            } else if (sign == '"' || sign == '$' || sign == '`' || sign == '!') {
                // inside double quotes nothing protects these four: step outside for one sign
                line.append("\"\\").append(sign).append('"');
            } else {
                line.append(sign);
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
        // csh knows comments in scripts only; the empty command is the original's way
        return ": " + text;
    }

    @Override
    public String word(String word) {
        if (Words.plain(word)) {
            return word;
        }
        if (Words.plainButForBlanksAndBackslashes(word)) {
            return '"' + word + '"';
        }
        return singleQuoted(word);
    }

    @Override
    public String hint(List<String> commandLine) {
        String hint = "eval `" + Words.line(this, commandLine) + "`";
        for (String word : commandLine) {
            if (!Words.plainButForBlanksAndBackslashes(word)) {
                // The shell runs what stands between the backquotes, so only ordinary words may stand there.
                return comment(singleQuoted(hint));
            }
        }
        return comment(hint);
    }

    private static String singleQuoted(String text) {
        return "'" + Words.oneLine(text).replace("'", "'\\''").replace("!", "\\!") + "'";
    }
}
