package io.jm.go.text;

/** Quotes text and characters as Go's {@code strconv.Quote} and {@code %q} do. */
public final class GoQuote {
    private static final String HEX = "0123456789abcdef";

    private GoQuote() {}

    /** Returns the text in double quotes with unprintable characters escaped. */
    public static String quote(String text) {
        return quoted(text, '"', false);
    }

    /** Quotes like {@link #quote} and escapes everything outside ASCII too ({@code %+q}). */
    public static String quoteToAscii(String text) {
        return quoted(text, '"', true);
    }

    /** Returns one character in single quotes. */
    public static String quoteRune(int codePoint) {
        return quoted(Character.toString(valid(codePoint)), '\'', false);
    }

    /** Quotes like {@link #quoteRune} and escapes everything outside ASCII too. */
    public static String quoteRuneToAscii(int codePoint) {
        return quoted(Character.toString(valid(codePoint)), '\'', true);
    }

    /** Returns whether Go can write the text as a raw string literal on one line ({@code strconv.CanBackquote}). */
    public static boolean canBackquote(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == '`' || c == 0x7f || c == 0xfeff) {
                return false;
            }
        }
        return true;
    }

    /** Returns Go's {@code strconv.IsPrint}: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    public static boolean isPrintable(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static int valid(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return Character.isValidCodePoint(codePoint) && !surrogate ? codePoint : 0xfffd;
    }

    private static String quoted(String text, char quote, boolean asciiOnly) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == quote || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < 0x80 ? isPrintable(c) : !asciiOnly && isPrintable(c)) {
                out.appendCodePoint(c);
            } else {
                escape(out, c);
            }
        }
        return out.append(quote).toString();
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            default -> {
                if (c < 0x80) {
                    hex(out.append("\\x"), c, 2);
                } else if (c < 0x10000) {
                    hex(out.append("\\u"), valid(c), 4);
                } else {
                    hex(out.append("\\U"), c, 8);
                }
            }
        }
    }

    private static void hex(StringBuilder out, int value, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(value >> shift & 0xf));
        }
    }
}
