package io.jm.text;

/**
 * Makes text that came from outside harmless for a terminal. Control characters (C0, DEL, C1) and the characters that
 * reorder text (Unicode's bidirectional controls) are escaped as Go's {@code strconv.Quote} escapes them; everything else
 * stays as it is.
 */
public final class Printable {
    private static final String HEX = "0123456789abcdef";

    private Printable() {}

    /** Text of several lines: line feeds and tabs stay. */
    public static String text(String foreign) {
        return escaped(foreign, true);
    }

    /** Text for one line, such as a table's cell or a name: line feeds and tabs are escaped too. */
    public static String line(String foreign) {
        return escaped(foreign, false);
    }

    /** Like {@link #line}, cut with an ellipsis after {@code most} characters: foreign text inside of a message. */
    public static String excerpt(String foreign, int most) {
        return foreign.length() <= most ? line(foreign) : line(foreign.substring(0, most)) + "…";
    }

    /**
     * A JSON document: what JSON lets stand in texts is escaped too, which changes nothing for who reads it. Line feeds
     * and tabs stand between its values only.
     */
    public static String json(String document) {
        StringBuilder out = null;
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            boolean harmful = harmful(c, true);
            if (harmful && out == null) {
                out = new StringBuilder(document.length() + 16).append(document, 0, i);
            }
            if (out != null && harmful) {
                hex(out.append("\\u"), c, 12);
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? document : out.toString();
    }

    private static String escaped(String foreign, boolean layout) {
        int length = foreign.length();
        for (int i = 0; i < length; i++) {
            if (harmful(foreign.charAt(i), layout)) {
                return escapedFrom(foreign, i, layout);
            }
        }
        return foreign;
    }

    private static String escapedFrom(String foreign, int start, boolean layout) {
        StringBuilder out = new StringBuilder(foreign.length() + 16).append(foreign, 0, start);
        for (int i = start; i < foreign.length(); i++) {
            char c = foreign.charAt(i);
            if (harmful(c, layout)) {
                escape(out, c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean harmful(char c, boolean layout) {
        if (c < 0x20) {
            return !layout || c != '\n' && c != '\t';
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
                boolean small = c < 0x80;
                out.append(small ? "\\x" : "\\u");
                hex(out, c, small ? 4 : 12);
            }
        }
    }

    private static void hex(StringBuilder out, char c, int highest) {
        for (int shift = highest; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
