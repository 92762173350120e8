package io.jm.shell;

import java.util.List;

/** The form of fish. */
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
    public String word(String word) {
        return Words.plain(word) ? word : doubleQuoted(word);
    }

    @Override
    public String hint(List<String> commandLine) {
        return comment("eval (" + Words.line(this, commandLine) + ")");
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        quoted.append('"');
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            // a real line end would be a blank to eval, and would end a comment
            quoted.append(Words.protectedBy('\\', "\"$", text.substring(start, end)))
                    .append("\"\\n\"");
            start = end + 1;
        }
        return quoted.append(Words.protectedBy('\\', "\"$", text.substring(start)))
                .append('"')
                .toString();
    }
}
