package io.jm.go.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Formats floating point numbers as Go does. */
public final class GoFloat {
    /** The precision for the fewest digits that identify this number. */
    public static final int SHORTEST = -1;

    private GoFloat() {}

    /** Formats like {@code %v}: {@code 0.05}, {@code 100000}, {@code 1e+06}. */
    public static String print(double value) {
        return format(value, 'g', SHORTEST);
    }

    /** Formats like Go's JSON encoder: exponents only below 1e-6 and from 1e21, without leading zeros. */
    public static String json(double value) {
        double size = Math.abs(value);
        if (size == 0 || size >= 1e-6 && size < 1e21) {
            return format(value, 'f', SHORTEST);
        }
        String text = format(value, 'e', SHORTEST);
        int zero = text.length() - 2;
        return text.charAt(zero - 1) == '-' && text.charAt(zero) == '0'
                ? text.substring(0, zero) + text.substring(zero + 1)
                : text;
    }

    /**
     * Formats like Go's {@code strconv.FormatFloat}.
     *
     * @param verb one of {@code e E f F g G}
     * @param precision digits after the decimal point (for {@code g}: all digits), or {@link #SHORTEST}
     */
    public static String format(double value, char verb, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        double size = Math.abs(value);
        return sign
                + switch (verb) {
                    case 'e', 'E' -> exponent(digits(size, precision < 0 ? precision : precision + 1), verb, precision);
                    case 'g', 'G' -> general(size, verb, precision);
                    default -> plain(size, precision);
                };
    }

    private static String plain(double size, int precision) {
        if (precision < 0) {
            return digits(size, SHORTEST).toPlainString();
        }
        return new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String general(double size, char verb, int precision) {
        int wanted = precision == 0 ? 1 : precision;
        BigDecimal digits = stripped(digits(size, wanted));
        int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
        int limit = wanted < 0 ? 6 : wanted;
        if (limit > digits.precision() && digits.precision() >= exponent + 1 && wanted >= 0) {
            limit = digits.precision();
        }
        if (exponent < -4 || exponent >= limit) {
            return exponent(digits, verb == 'g' ? 'e' : 'E', SHORTEST);
        }
        return digits.toPlainString();
    }

    private static String exponent(BigDecimal digits, char verb, int precision) {
        BigDecimal rounded = precision < 0 ? stripped(digits) : digits;
        StringBuilder text = new StringBuilder(rounded.unscaledValue().toString());
        int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        while (text.length() < precision + 1) {
            text.append('0');
        }
        if (text.length() > 1) {
            text.insert(1, '.');
        }
        text.append(verb).append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        return text.append(size < 10 ? "0" : "").append(size).toString();
    }

    private static BigDecimal stripped(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        return value.stripTrailingZeros();
    }

    /** Rounds the value to {@code count} significant digits. */
    private static BigDecimal digits(double size, int count) {
        if (size == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal exact = new BigDecimal(size);
        if (count > 0) {
            return exact.round(new MathContext(count, RoundingMode.HALF_EVEN));
        }
        if (size < 1e15 && size == Math.rint(size)) {
            return new BigDecimal(BigInteger.valueOf((long) size));
        }
        // Double.toString gives too many digits for some numbers before JDK 19.
        // Above a power of two the distance to the next double is larger than below it, hence the second attempt.
        for (int precision = 1; precision < 17; precision++) {
            BigDecimal rounded = exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == size) {
                return stripped(rounded);
            }
            BigDecimal up = exact.round(new MathContext(precision, RoundingMode.UP));
            if (up.doubleValue() == size) {
                return stripped(up);
            }
        }
        return stripped(exact.round(new MathContext(17, RoundingMode.HALF_EVEN)));
    }
}
