package io.jm.text;

/**
 * Escapes untrusted text so that it cannot control a terminal: control characters (C0, DEL, C1) and Unicode's
 * bidirectional controls, which reorder text, become escapes as in Go's {@code strconv.Quote}; everything else is
 * kept.
 */
public final class Printable {
    private static final String HEX = "0123456789abcdef";

    private Printable() {}

    /** Escapes text of several lines: line feeds and tabs are kept. */
    public static String text(String untrusted) {
        return escaped(untrusted, true);
    }

    /** Escapes text for one line, such as a table cell or a name: line feeds and tabs are escaped too. */
    public static String line(String untrusted) {
        return escaped(untrusted, false);
    }

    /** Escapes like {@link #line}, truncated after {@code max} characters with an ellipsis; for use in messages. */
    public static String excerpt(String untrusted, int max) {
        return untrusted.length() <= max ? line(untrusted) : line(untrusted.substring(0, max)) + "…";
    }

    /**
     * Escapes the characters that JSON itself permits unescaped in strings; the document's values stay the same. Line
     * feeds and tabs are kept, since a JSON document has them only between values.
     */
    public static String json(String document) {
        StringBuilder out = null;
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            boolean unsafe = isUnsafe(c, true);
            if (unsafe && out == null) {
                out = new StringBuilder(document.length() + 16).append(document, 0, i);
            }
            if (out != null && unsafe) {
                hex(out.append("\\u"), c, 12);
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? document : out.toString();
    }

    private static String escaped(String untrusted, boolean multiline) {
        int length = untrusted.length();
        for (int i = 0; i < length; i++) {
            if (isUnsafe(untrusted.charAt(i), multiline)) {
                return escapedFrom(untrusted, i, multiline);
            }
        }
        return untrusted;
    }

    private static String escapedFrom(String untrusted, int start, boolean multiline) {
        StringBuilder out = new StringBuilder(untrusted.length() + 16).append(untrusted, 0, start);
        for (int i = start; i < untrusted.length(); i++) {
            char c = untrusted.charAt(i);
            if (isUnsafe(c, multiline)) {
                escape(out, c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isUnsafe(char c, boolean multiline) {
        if (c < 0x20) {
            return !multiline || c != '\n' && c != '\t';
        }
        if (c < 0x7f) {
            return false;
        }
        return c < 0xa0
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069;
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                boolean ascii = c < 0x80;
                out.append(ascii ? "\\x" : "\\u");
                hex(out, c, ascii ? 4 : 12);
            }
        }
    }

    private static void hex(StringBuilder out, char c, int highest) {
        for (int shift = highest; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
