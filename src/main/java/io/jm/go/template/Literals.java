package io.jm.go.template;

import io.jm.go.text.GoQuote;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Parses Go's literals: numbers in every base, characters and strings with escapes. */
final class Literals {
    private static final String INVALID = "invalid syntax";

    private final String source;
    private int at = 1;

    private Literals(String source) {
        this.source = source;
    }

    /** Returns the value of a string literal in double quotes. */
    static String string(String source) throws Malformed {
        return new Literals(source).content('"');
    }

    /** Returns the code point of a character literal in single quotes. */
    static int character(String source) throws Malformed {
        if (source.charAt(1) != '\\' && source.codePointCount(1, source.length()) > 2) {
            throw new Malformed("malformed character constant: " + source);
        }
        String content = new Literals(source).content('\'');
        if (content.isEmpty()) {
            throw new Malformed(INVALID);
        }
        if (content.codePointCount(0, content.length()) != 1) {
            throw new Malformed("malformed character constant: " + source);
        }
        return content.codePointAt(0);
    }

    /** Returns an {@code int} or a {@code float64}, chosen as Go does. */
    static TemplateValue number(String source) throws Malformed {
        String text = source.toLowerCase(Locale.ROOT);
        boolean hex = text.contains("0x");
        if (!hex && (text.indexOf('.') >= 0 || text.indexOf('e') >= 0) || text.indexOf('p') >= 0) {
            return decimal(source, text);
        }
        try {
            BigInteger value = integer(text);
            if (value.bitLength() > 63) {
                throw new Malformed("integer overflow: " + GoQuote.quote(source));
            }
            return TemplateValue.integer(value.longValue());
        } catch (NumberFormatException e) {
            // Go tries a float next; digits alone are an integer that is too large.
            String message = isDigits(text) ? "integer overflow: " : "illegal number syntax: ";
            throw new Malformed(message + GoQuote.quote(source));
        }
    }

    private static boolean isDigits(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        for (int i = signed ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > (signed ? 1 : 0);
    }

    private static TemplateValue decimal(String source, String text) throws Malformed {
        try {
            // Java accepts the suffixes f and d, Go does not; the lexer has already rejected both.
            double value = Double.parseDouble(text.replace("_", ""));
            if (!Double.isInfinite(value)) {
                return TemplateValue.decimal(value);
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new Malformed("illegal number syntax: " + GoQuote.quote(source));
    }

    private static BigInteger integer(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = text.substring(signed ? 1 : 0);
        if (digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")) {
            throw new NumberFormatException(text);
        }
        digits = digits.replace("_", "");
        int base = 10;
        int skip = 0;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            char mark = digits.charAt(1);
            base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
            skip = mark >= '0' && mark <= '9' ? 1 : 2;
        }
        String rest = digits.substring(skip);
        if (rest.startsWith("-") || rest.startsWith("+")) {
            throw new NumberFormatException(text);
        }
        BigInteger value = new BigInteger(rest, base);
        return text.startsWith("-") ? value.negate() : value;
    }

    private String content(char mark) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = source.length() - 1;
        while (at < end) {
            int c = source.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\\') {
                escape(bytes, mark, end);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void escape(ByteArrayOutputStream bytes, char mark, int end) throws Malformed {
        char c = at < end ? source.charAt(at++) : ' ';
        switch (c) {
            case 'a' -> bytes.write(7);
            case 'b' -> bytes.write('\b');
            case 'f' -> bytes.write('\f');
            case 'n' -> bytes.write('\n');
            case 'r' -> bytes.write('\r');
            case 't' -> bytes.write('\t');
            case 'v' -> bytes.write(11);
            case '\\' -> bytes.write('\\');
            case 'x' -> bytes.write((int) digits(2, 16, end));
            case 'u' -> rune(bytes, digits(4, 16, end));
            case 'U' -> rune(bytes, digits(8, 16, end));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                at--;
                long value = digits(3, 8, end);
                if (value > 255) {
                    throw new Malformed(INVALID);
                }
                bytes.write((int) value);
            }
            default -> {
                if (c != mark) {
                    throw new Malformed(INVALID);
                }
                bytes.write(mark);
            }
        }
    }

    private static void rune(ByteArrayOutputStream bytes, long value) throws Malformed {
        if (value > Character.MAX_CODE_POINT || value >= 0xd800 && value < 0xe000) {
            throw new Malformed(INVALID);
        }
        bytes.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
    }

    private long digits(int count, int base, int end) throws Malformed {
        long value = 0;
        for (int i = 0; i < count; i++) {
            int digit = at < end ? Character.digit(source.charAt(at++), base) : -1;
            if (digit < 0) {
                throw new Malformed(INVALID);
            }
            value = value * base + digit;
        }
        return value;
    }

    /** A malformed literal. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final String reason;

        Malformed(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
