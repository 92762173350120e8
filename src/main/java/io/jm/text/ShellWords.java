package io.jm.text;

import java.util.List;

/** Quotes arguments for a POSIX shell, which reads them back unchanged. */
public final class ShellWords {
    private static final String PLAIN = "_@%+=:,./-";

    private ShellWords() {}

    /** Returns the arguments separated by spaces, each quoted like {@link #quote}. */
    public static String join(List<String> arguments) {
        StringBuilder out = new StringBuilder();
        for (String argument : arguments) {
            out.append(out.length() == 0 ? "" : " ").append(quote(argument));
        }
        return out.toString();
    }

    /** Returns the argument itself if it has no special character for any shell, otherwise in single quotes. */
    public static String quote(String argument) {
        return isPlain(argument) ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !argument.isEmpty();
    }
}
