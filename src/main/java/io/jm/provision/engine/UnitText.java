package io.jm.provision.engine;

import java.util.List;

/** Words of a systemd unit; plain words stay as they are, so that common files have the original's bytes. */
final class UnitText {
    private UnitText() {}

    /** A word of a command line, in which {@code $} and {@code %} mean themselves. */
    static String argument(String word) {
        return quote(word.replace("$", "$$"));
    }

    /** An assignment of {@code Environment=}. */
    static String assignment(String assignment) {
        return quote(assignment);
    }

    private static String quote(String word) {
        String safe = word.replace("%", "%%");
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (c <= ' ' || c == '"' || c == '\'' || c == '\\' || c == ';' && safe.length() == 1) {
                return '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
            }
        }
        return safe;
    }

    /** Options one after the other, each followed by a space as the original does. */
    static String commandLine(List<List<String>> options) {
        StringBuilder line = new StringBuilder();
        for (List<String> option : options) {
            for (String word : option) {
                line.append(argument(word)).append(' ');
            }
        }
        return line.toString();
    }

    static String environmentLine(List<String> assignments) {
        StringBuilder line = new StringBuilder("Environment=");
        for (String assignment : assignments) {
            line.append(assignment(assignment)).append(' ');
        }
        return line.append('\n').toString();
    }
}
