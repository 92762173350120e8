package io.jm.go.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats like Go's {@code fmt.Sprintf}: errors are reported within the text. */
final class Printf {
    private final String format;
    private final List<TemplateValue> arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int argument;
    private boolean reordered;
    private boolean goodIndex = true;

    Printf(String format, List<TemplateValue> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    String text() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, percent);
            at = percent + 1;
            verb();
        }
        if (!reordered && argument < arguments.size()) {
            extra();
        }
        return out.toString();
    }

    private void verb() {
        FormatFlags flags = new FormatFlags();
        while (at < format.length() && flags.take(format.charAt(at))) {
            at++;
        }
        goodIndex = true;
        boolean afterIndex = index();
        if (star()) {
            Integer width = numberArgument();
            if (width == null) {
                out.append("%!(BADWIDTH)");
            } else {
                flags.width(width);
            }
            afterIndex = false;
        } else {
            int width = number();
            if (width >= 0) {
                flags.width(width);
                // In "%[3]2d" the index is misplaced.
                goodIndex &= !afterIndex;
            }
        }
        precision(flags, afterIndex);
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (!goodIndex) {
            out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
        } else if (argument >= arguments.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            new FormattedValue(out, flags.forVerb(verb), verb).write(arguments.get(argument));
            argument++;
        }
    }

    private void precision(FormatFlags flags, boolean indexBefore) {
        boolean afterIndex = indexBefore;
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            goodIndex &= !afterIndex;
            afterIndex = index();
            if (star()) {
                Integer precision = numberArgument();
                if (precision == null || precision < 0) {
                    out.append("%!(BADPREC)");
                } else {
                    flags.precision(precision);
                }
                afterIndex = false;
            } else {
                flags.precision(Math.max(0, number()));
            }
        }
        if (!afterIndex) {
            index();
        }
    }

    private boolean star() {
        boolean star = at < format.length() && format.charAt(at) == '*';
        at += star ? 1 : 0;
        return star;
    }

    /** Parses the digits at the current position; -1 if there are none. */
    private int number() {
        int start = at;
        int value = 0;
        while (at < format.length() && Character.digit(format.charAt(at), 10) >= 0 && format.charAt(at) < 0x80) {
            value = Math.min(FormatFlags.MAX_SIZE, value * 10 + format.charAt(at) - '0');
            at++;
        }
        return at == start ? -1 : value;
    }

    private @Nullable Integer numberArgument() {
        if (argument >= arguments.size()) {
            return null;
        }
        TemplateValue value = Values.unboxed(arguments.get(argument++));
        boolean fits =
                value instanceof TemplateValue.Integral integral && Math.abs(integral.number()) <= FormatFlags.MAX_SIZE;
        return fits ? Integer.valueOf((int) ((TemplateValue.Integral) value).number()) : null;
    }

    /** Parses {@code [n]}; returns whether there was one. */
    private boolean index() {
        if (at >= format.length() || format.charAt(at) != '[') {
            return false;
        }
        reordered = true;
        int end = format.indexOf(']', at);
        if (end < 0) {
            goodIndex = false;
            at++;
            return false;
        }
        at++;
        int wanted = number();
        boolean valid = at == end;
        at = end + 1;
        if (!valid || wanted < 1 || wanted > arguments.size()) {
            goodIndex = false;
            return valid;
        }
        argument = wanted - 1;
        return true;
    }

    private void extra() {
        out.append("%!(EXTRA ");
        String before = "";
        for (TemplateValue value : arguments.subList(argument, arguments.size())) {
            TemplateValue plain = Values.unboxed(value);
            out.append(before);
            if (plain instanceof TemplateValue.None) {
                out.append("<nil>");
            } else {
                out.append(plain.type()).append('=').append(Printer.value(plain));
            }
            before = ", ";
        }
        out.append(')');
    }
}
