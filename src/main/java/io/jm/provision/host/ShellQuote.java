package io.jm.provision.host;

/** Makes one word for a POSIX shell. */
public final class ShellQuote {
    private ShellQuote() {}

    /** The text as one word that the shell takes literally; plain words stay as they are. */
    public static String quote(String text) {
        return isPlain(text) ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Whether no shell, service manager or word splitting would change the text. */
    static boolean isPlain(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "-_./:=,@+~^".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
