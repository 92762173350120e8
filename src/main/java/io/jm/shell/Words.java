package io.jm.shell;

import java.util.List;

/** What the shells have in common about the words of a command. */
final class Words {
    private static final String HARMLESS = "_@%+=:,./-";
    private static final String HARMLESS_INSIDE_ONLY = "@%+=:,";

    private Words() {}

    /** Whether every shell takes the word as it stands. */
    static boolean plain(String word) {
        if (word.isEmpty() || HARMLESS_INSIDE_ONLY.indexOf(word.charAt(0)) >= 0) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (!harmless(word.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing but blanks and backslashes keeps the word from being plain; both are common in paths. */
    static boolean plainButForBlanksAndBackslashes(String word) {
        for (int i = 0; i < word.length(); i++) {
            char sign = word.charAt(i);
            if (!harmless(sign) && sign != ' ' && sign != '\\') {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static boolean harmless(char sign) {
        return Character.isLetterOrDigit(sign) || HARMLESS.indexOf(sign) >= 0;
    }

    static boolean hasControlSign(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The text with a question mark for each sign that could end a line, for comments that only a person reads. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            line.append(Character.isISOControl(sign) ? '?' : sign);
        }
        return line.toString();
    }

    /** The words, each as the shell wants it, with one blank between them. */
    static String line(Shell shell, List<String> words) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            if (i > 0) {
                line.append(' ');
            }
            line.append(shell.word(words.get(i)));
        }
        return line.toString();
    }

    /**
     * The inside of a double-quoted text in which {@code escape} protects each of {@code special} and itself. Where it
     * stands before something else it stays alone, as the original prints backslashes in paths of Windows.
     */
    static String protectedBy(char escape, String special, String text) {
        StringBuilder inside = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (special.indexOf(sign) >= 0 || sign == escape && meaningful(escape, special, text, i + 1)) {
                inside.append(escape);
            }
            inside.append(sign);
        }
        return inside.toString();
    }

    private static boolean meaningful(char escape, String special, String text, int next) {
        if (next == text.length()) {
            // the closing quote follows
            return true;
        }
        char sign = text.charAt(next);
        return sign == escape || sign == '\n' || special.indexOf(sign) >= 0;
    }
}
