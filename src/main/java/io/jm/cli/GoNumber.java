package io.jm.cli;

import java.math.BigInteger;
import java.util.Locale;

/** Parses 64-bit integers as Go's flag library does: decimal, 0x, 0b, 0o, or a leading 0 for octal. */
final class GoNumber {
    private GoNumber() {}

    /** The number is well formed but does not fit into 64 bits. */
    static final class OutOfRange extends NumberFormatException {
        private static final long serialVersionUID = 1L;
    }

    static long parse(String text) {
        boolean negative = text.startsWith("-");
        String digits = (negative || text.startsWith("+") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        int radix = 10;
        if (digits.startsWith("0x")) {
            radix = 16;
            digits = digits.substring(2);
        } else if (digits.startsWith("0b")) {
            radix = 2;
            digits = digits.substring(2);
        } else if (digits.startsWith("0o")) {
            radix = 8;
            digits = digits.substring(2);
        } else if (digits.length() > 1 && digits.startsWith("0")) {
            radix = 8;
            digits = digits.substring(1);
        }
        if (digits.startsWith("-") || digits.startsWith("+")) {
            throw new NumberFormatException(text);
        }
        BigInteger value = new BigInteger(digits, radix);
        if (negative) {
            value = value.negate();
        }
        if (value.bitLength() > 63) {
            throw new OutOfRange();
        }
        return value.longValue();
    }
}
