package io.jm.go.template;

/** The flags, width and precision between the percent sign and the verb of a format. */
final class FormatFlags {
    /** Go's limit for widths and precisions. */
    static final int MAX_SIZE = 1_000_000;

    private boolean plus;
    private boolean minus;
    private boolean sharp;
    private boolean space;
    private boolean zero;
    private boolean plusV;
    private boolean sharpV;
    private int width = -1;
    private int precision = -1;

    boolean take(char flag) {
        switch (flag) {
            case '#' -> sharp = true;
            case '0' -> zero = !minus;
            case '+' -> plus = true;
            case ' ' -> space = true;
            case '-' -> {
                minus = true;
                zero = false;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    void width(int columns) {
        width = Math.abs(columns);
        if (columns < 0) {
            minus = true;
            zero = false;
        }
    }

    void precision(int digits) {
        precision = digits;
    }

    /** Interprets the flags for {@code %v}, where plus and sharp select another notation instead of a number format. */
    FormatFlags forVerb(int verb) {
        if (verb == 'v') {
            sharpV = sharp;
            plusV = plus;
            sharp = false;
            plus = false;
        }
        return this;
    }

    boolean plus() {
        return plus;
    }

    boolean sharp() {
        return sharp;
    }

    boolean space() {
        return space;
    }

    boolean fillsWithZeros() {
        return zero && width >= 0;
    }

    boolean plusV() {
        return plusV;
    }

    boolean sharpV() {
        return sharpV;
    }

    int width() {
        return width;
    }

    int precision() {
        return precision;
    }

    void pad(StringBuilder out, String text) {
        pad(out, text, zero);
    }

    void padWithBlanks(StringBuilder out, String text) {
        pad(out, text, false);
    }

    private void pad(StringBuilder out, String text, boolean zeros) {
        int missing = width - text.codePointCount(0, text.length());
        if (minus) {
            out.append(text);
        }
        for (int i = 0; i < missing; i++) {
            out.append(zeros && !minus ? '0' : ' ');
        }
        if (!minus) {
            out.append(text);
        }
    }
}
