package io.jm.go.template;

import io.jm.go.text.GoFloat;
import io.jm.go.text.GoQuote;
import java.util.List;
import java.util.Map;

/** Formats one value with one verb, including the elements of lists, maps and structs. */
final class FormattedValue {
    private final StringBuilder out;
    private final FormatFlags flags;
    private final int verb;

    FormattedValue(StringBuilder out, FormatFlags flags, int verb) {
        this.out = out;
        this.flags = flags;
        this.verb = verb;
    }

    void write(TemplateValue argument) {
        TemplateValue value = Values.unboxed(argument);
        if (verb == 'T') {
            flags.pad(out, value.type());
        } else if (value instanceof TemplateValue.None) {
            if (verb == 'v') {
                flags.pad(out, "<nil>");
            } else {
                out.append("%!").appendCodePoint(verb).append("(<nil>)");
            }
        } else {
            write(value, 0);
        }
    }

    private void write(TemplateValue value, int depth) {
        if (value instanceof TemplateValue.Boxed boxed) {
            if (boxed.content() instanceof TemplateValue.None) {
                out.append(flags.sharpV() ? "interface {}(nil)" : "<nil>");
            } else {
                write(boxed.content(), depth);
            }
        } else if (value instanceof TemplateValue.Stringer stringer && "vsxXq".indexOf(verb) >= 0 && !flags.sharpV()) {
            text(stringer.text(), value);
        } else if (value instanceof TemplateValue.Integral integral) {
            integral(integral);
        } else if (value instanceof TemplateValue.Text text) {
            text(text.value(), value);
        } else if (value instanceof TemplateValue.Bool bool) {
            if (verb == 't' || verb == 'v') {
                flags.pad(out, bool.value() ? "true" : "false");
            } else {
                bad(value);
            }
        } else if (value instanceof TemplateValue.Decimal decimal) {
            decimal(decimal);
        } else {
            container(value, depth);
        }
    }

    private void container(TemplateValue value, int depth) {
        if (value instanceof TemplateValue.Items items) {
            list(items, depth);
        } else if (value instanceof TemplateValue.Entries entries) {
            map(entries, depth);
        } else if (value instanceof TemplateValue.Struct struct) {
            struct(struct, depth);
        } else if (value instanceof TemplateValue.Pointer pointer) {
            TemplateValue target = pointer.target();
            if (target != null) {
                // Go prints the memory address of nested pointers; the target is more useful.
                out.append('&');
                write(target, depth + 1);
            } else if (verb == 'v') {
                flags.pad(out, flags.sharpV() ? "(" + pointer.type() + ")(nil)" : "<nil>");
            } else {
                bad(value);
            }
        }
    }

    private void list(TemplateValue.Items items, int depth) {
        out.append(flags.sharpV() ? items.type() + "{" : "[");
        String before = "";
        for (TemplateValue item : items.values()) {
            out.append(before);
            write(item, depth + 1);
            before = flags.sharpV() ? ", " : " ";
        }
        out.append(flags.sharpV() ? '}' : ']');
    }

    private void map(TemplateValue.Entries entries, int depth) {
        out.append(flags.sharpV() ? entries.type() + "{" : "map[");
        String before = "";
        for (Map.Entry<String, TemplateValue> entry : entries.values().entrySet()) {
            out.append(before);
            write(TemplateValue.untrusted(entry.getKey()), depth + 1);
            out.append(':');
            write(entry.getValue(), depth + 1);
            before = flags.sharpV() ? ", " : " ";
        }
        out.append(flags.sharpV() ? '}' : ']');
    }

    private void struct(TemplateValue.Struct struct, int depth) {
        out.append(flags.sharpV() ? struct.type() : "").append('{');
        List<String> names = struct.shape().fields();
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.append(flags.sharpV() ? ", " : " ");
            }
            if (flags.plusV() || flags.sharpV()) {
                out.append(names.get(i)).append(':');
            }
            write(struct.values().get(i), depth + 1);
        }
        out.append('}');
    }

    private void text(String text, TemplateValue value) {
        switch (verb) {
            case 'v' -> flags.pad(out, flags.sharpV() ? GoQuote.quote(text) : cut(text));
            case 's' -> flags.pad(out, cut(text));
            case 'q' -> flags.pad(out, quoted(cut(text)));
            case 'x', 'X' -> flags.pad(out, FormattedNumber.hex(text, flags, verb == 'X'));
            default -> bad(value);
        }
    }

    private String quoted(String text) {
        if (flags.sharp() && GoQuote.canBackquote(text)) {
            return "`" + text + "`";
        }
        return flags.plus() ? GoQuote.quoteToAscii(text) : GoQuote.quote(text);
    }

    private String cut(String text) {
        int limit = flags.precision();
        return limit < 0 || text.codePointCount(0, text.length()) <= limit
                ? text
                : text.substring(0, text.offsetByCodePoints(0, limit));
    }

    private void integral(TemplateValue.Integral value) {
        long number = value.number();
        switch (verb) {
            case 'v' -> {
                // Go prints unsigned numbers in hexadecimal with %#v.
                boolean unsigned = flags.sharpV() && value.type().startsWith("uint");
                if (unsigned) {
                    flags.pad(out, "0x" + Long.toHexString(number));
                } else {
                    FormattedNumber.integer(out, number, 'd', flags);
                }
            }
            case 'd', 'b', 'o', 'O', 'x', 'X' -> FormattedNumber.integer(out, number, verb, flags);
            case 'c' -> flags.pad(out, Character.toString(rune(number)));
            case 'q' ->
                flags.pad(out, flags.plus() ? GoQuote.quoteRuneToAscii(rune(number)) : GoQuote.quoteRune(rune(number)));
            case 'U' -> flags.padWithBlanks(out, FormattedNumber.unicode(number, flags));
            default -> bad(value);
        }
    }

    private static int rune(long number) {
        boolean good = number >= 0 && number <= Character.MAX_CODE_POINT && (number < 0xd800 || number > 0xdfff);
        return good ? (int) number : 0xfffd;
    }

    private void decimal(TemplateValue.Decimal value) {
        int digits = flags.precision();
        switch (verb) {
            case 'v' -> FormattedNumber.decimal(out, value.value(), 'g', digits, flags);
            case 'g', 'G' -> FormattedNumber.decimal(out, value.value(), (char) verb, digits, flags);
            case 'e', 'E', 'f' ->
                FormattedNumber.decimal(out, value.value(), (char) verb, digits < 0 ? 6 : digits, flags);
            case 'F' -> FormattedNumber.decimal(out, value.value(), 'f', digits < 0 ? 6 : digits, flags);
            default -> bad(value);
        }
    }

    private void bad(TemplateValue value) {
        out.append("%!").appendCodePoint(verb).append('(').append(value.type()).append('=');
        if (value instanceof TemplateValue.Stringer stringer) {
            out.append(stringer.number());
        } else if (value instanceof TemplateValue.Decimal decimal) {
            out.append(GoFloat.print(decimal.value()));
        } else {
            out.append(Printer.value(value));
        }
        out.append(')');
    }
}
