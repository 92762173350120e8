package io.jm.text;

import java.util.List;

/** Writes words so that a POSIX shell reads them back unchanged. */
public final class ShellWords {
    private static final String PLAIN = "_@%+=:,./-";

    private ShellWords() {}

    /** The words with blanks between them; plain words stay as they are. */
    public static String join(List<String> words) {
        StringBuilder out = new StringBuilder();
        for (String word : words) {
            out.append(out.length() == 0 ? "" : " ").append(quote(word));
        }
        return out.toString();
    }

    /** The word itself if no shell could misread it, otherwise in single quotes. */
    public static String quote(String word) {
        return isPlain(word) ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && PLAIN.indexOf(c) < 0) {
                return false;
            }
        }
        return !word.isEmpty();
    }
}
