package io.jm.console;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text needs: characters of East Asia need two, combining ones none. */
public final class TextWidth {
    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int character) {
        return character < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(character));
    }

    /** Returns the text if it needs no more columns than {@code width}, else its beginning with an ellipsis. */
    public static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        int columns = 0;
        int end = 0;
        while (end < text.length() && columns + of(text.codePointAt(end)) < width) {
            columns += of(text.codePointAt(end));
            end += Character.charCount(text.codePointAt(end));
        }
        return width < 1 ? "" : text.substring(0, end) + "…";
    }
}
