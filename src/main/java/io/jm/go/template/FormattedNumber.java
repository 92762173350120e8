package io.jm.go.template;

import io.jm.go.text.GoFloat;
import io.jm.go.text.GoQuote;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Formats numbers with the width, sign and prefix that the flags request. */
final class FormattedNumber {
    private FormattedNumber() {}

    static void integer(StringBuilder out, long number, int verb, FormatFlags flags) {
        if (flags.precision() == 0 && number == 0) {
            flags.padWithBlanks(out, "");
            return;
        }
        String sign = number < 0 ? "-" : flags.plus() ? "+" : flags.space() ? " " : "";
        int least = flags.precision();
        if (least < 0 && flags.fillsWithZeros()) {
            least = flags.width() - sign.length();
        }
        int base = verb == 'b' ? 2 : verb == 'o' || verb == 'O' ? 8 : verb == 'd' ? 10 : 16;
        String digits = Long.toString(number, base).replace("-", "");
        digits = "0".repeat(Math.max(0, least - digits.length())) + digits;
        if (flags.sharp()) {
            boolean octal = verb == 'o' && !digits.startsWith("0");
            digits = (verb == 'b' ? "0b" : octal ? "0" : base == 16 ? "0x" : "") + digits;
        }
        String text = sign + (verb == 'O' ? "0o" : "") + digits;
        flags.padWithBlanks(out, verb == 'X' ? text.toUpperCase(Locale.ROOT) : text);
    }

    static void decimal(StringBuilder out, double number, char verb, int precision, FormatFlags flags) {
        String text = GoFloat.format(number, verb, precision);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        String sign = text.startsWith("-") ? "-" : flags.plus() || text.equals("+Inf") ? "+" : flags.space() ? " " : "";
        if (flags.fillsWithZeros() && !digits.equals("Inf") && !digits.equals("NaN")) {
            digits = "0".repeat(Math.max(0, flags.width() - sign.length() - digits.length())) + digits;
        }
        flags.padWithBlanks(out, sign + digits);
    }

    static String unicode(long number, FormatFlags flags) {
        String hex = Long.toHexString(number).toUpperCase(Locale.ROOT);
        String code = "U+" + "0".repeat(Math.max(0, Math.max(4, flags.precision()) - hex.length())) + hex;
        boolean shown = flags.sharp() && number >= 0 && number <= Character.MAX_CODE_POINT;
        return shown && GoQuote.isPrintable((int) number) ? code + " '" + Character.toString((int) number) + "'" : code;
    }

    /** Returns the bytes of a string in hexadecimal. */
    static String hex(String text, FormatFlags flags, boolean upper) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int count = flags.precision() < 0 ? bytes.length : Math.min(bytes.length, flags.precision());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            if (flags.space() && i > 0) {
                out.append(' ');
            }
            if (flags.sharp() && (flags.space() || i == 0)) {
                out.append("0x");
            }
            out.append(Character.forDigit(bytes[i] >> 4 & 0xf, 16)).append(Character.forDigit(bytes[i] & 0xf, 16));
        }
        return upper ? out.toString().toUpperCase(Locale.ROOT) : out.toString();
    }
}
