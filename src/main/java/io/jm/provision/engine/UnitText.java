package io.jm.provision.engine;

import java.util.List;

/** Quotes arguments for a systemd unit, only if needed, so that common files have the bytes of docker-machine. */
final class UnitText {
    private UnitText() {}

    /** Quotes an argument of a command line; {@code $} and {@code %} are escaped. */
    static String argument(String argument) {
        return quote(argument.replace("$", "$$"));
    }

    /** Quotes an assignment of {@code Environment=}. */
    static String assignment(String assignment) {
        return quote(assignment);
    }

    private static String quote(String argument) {
        String safe = argument.replace("%", "%%");
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (c <= ' ' || c == '"' || c == '\'' || c == '\\' || c == ';' && safe.length() == 1) {
                return '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
            }
        }
        return safe;
    }

    /** Joins options, each argument followed by a space as by docker-machine. */
    static String commandLine(List<List<String>> options) {
        StringBuilder line = new StringBuilder();
        for (List<String> option : options) {
            for (String argument : option) {
                line.append(argument(argument)).append(' ');
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
