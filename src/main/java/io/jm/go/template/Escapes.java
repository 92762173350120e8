package io.jm.go.template;

import io.jm.go.text.GoQuote;
import java.nio.charset.StandardCharsets;

/** The functions {@code html}, {@code js} and {@code urlquery}. */
final class Escapes {
    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case 0 -> out.append('\ufffd');
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static String js(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\\' || c == '\'' || c == '"') {
                out.append('\\').append((char) c);
            } else if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '=' || !shown(c)) {
                out.append("\\u");
                for (int shift = c > 0xfffff ? 20 : c > 0xffff ? 16 : 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 0xf));
                }
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static boolean shown(int c) {
        return c < 0x80 || GoQuote.isPrintable(c);
    }

    static String query(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-_.~".indexOf(b) >= 0;
            if (plain) {
                out.append((char) b);
            } else if (b == ' ') {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt(b >> 4 & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return out.toString();
    }
}
