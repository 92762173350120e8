package io.jm.text;

import java.util.List;

/** Quotes arguments for a POSIX shell, which reads them back unchanged. */
public final class ShellQuoting {
    /** Without {@code %} and {@code ^}, which service managers and old shells interpret, and without {@code ~}. */
    private static final String PLAIN = "_@+=:,./-";

    private ShellQuoting() {}

    /** Returns the arguments separated by spaces, each quoted like {@link #quote}. */
    public static String join(List<String> arguments) {
        StringBuilder out = new StringBuilder();
        for (String argument : arguments) {
            out.append(out.length() == 0 ? "" : " ").append(quote(argument));
        }
        return out.toString();
    }

    /** Returns the argument itself if it is plain, otherwise in single quotes. */
    public static String quote(String argument) {
        return isPlain(argument) ? argument : singleQuoted(argument);
    }

    /** Returns the argument in single quotes, even if it is plain. */
    public static String singleQuoted(String argument) {
        return "'" + argument.replace("'", "'\\''") + "'";
    }

    /** Returns whether the argument has only characters without a meaning for shells and service managers. */
    public static boolean isPlain(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !argument.isEmpty();
    }
}
