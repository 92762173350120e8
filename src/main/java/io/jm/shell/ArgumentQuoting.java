package io.jm.shell;

import java.util.List;

/** Quoting of arguments that several shells share. */
final class ArgumentQuoting {
    private static final String PLAIN = "_@%+=:,./-";
    private static final String SPECIAL_AT_START = "@%+=:,";

    private ArgumentQuoting() {}

    /** Returns whether no shell changes the argument, so that it needs no quotes. */
    static boolean isPlain(String argument) {
        if (argument.isEmpty() || SPECIAL_AT_START.indexOf(argument.charAt(0)) >= 0) {
            return false;
        }
        for (int i = 0; i < argument.length(); i++) {
            if (!isPlain(argument.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the argument is plain except for spaces and backslashes; both are common in paths. */
    static boolean isPlainExceptSpacesAndBackslashes(String argument) {
        for (int i = 0; i < argument.length(); i++) {
            char c = argument.charAt(i);
            if (!isPlain(c) && c != ' ' && c != '\\') {
                return false;
            }
        }
        return !argument.isEmpty();
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0;
    }

    static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Replaces control characters, which could end the line, with question marks; for comments only. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? '?' : c);
        }
        return line.toString();
    }

    /** Returns the arguments in the shell's syntax, separated by spaces. */
    static String join(Shell shell, List<String> arguments) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            if (i > 0) {
                line.append(' ');
            }
            line.append(shell.argument(arguments.get(i)));
        }
        return line.toString();
    }

    /**
     * Returns the content of a double-quoted text in which {@code escape} escapes each character of {@code special} and
     * itself. Before other characters it stays single, as docker-machine prints backslashes in paths of Windows.
     */
    static String escaped(char escape, String special, String text) {
        StringBuilder content = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (special.indexOf(c) >= 0 || c == escape && isSpecial(escape, special, text, i + 1)) {
                content.append(escape);
            }
            content.append(c);
        }
        return content.toString();
    }

    private static boolean isSpecial(char escape, String special, String text, int next) {
        if (next == text.length()) {
            // the closing quote follows
            return true;
        }
        char c = text.charAt(next);
        return c == escape || c == '\n' || special.indexOf(c) >= 0;
    }
}
