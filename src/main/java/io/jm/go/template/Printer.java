package io.jm.go.template;

import java.util.List;

/** Formats values as Go's {@code fmt.Print} does. */
final class Printer {
    private static final TemplateValue NO_VALUE = TemplateValue.text("<no value>");

    private Printer() {}

    /** Returns the value in the form of {@code %v}. */
    static String value(TemplateValue value) {
        if (value instanceof TemplateValue.Text text) {
            return text.value();
        }
        return new Printf("%v", List.of(value)).text();
    }

    /** Returns the value that an action prints: the target of a pointer, {@code <no value>} for a missing one. */
    static TemplateValue printable(TemplateValue value) {
        TemplateValue plain = Values.indirect(value);
        return plain instanceof TemplateValue.None ? NO_VALUE : plain;
    }

    /** Concatenates the values, with a space between two values that are both not strings. */
    static String print(List<TemplateValue> values) {
        StringBuilder out = new StringBuilder();
        boolean afterText = true;
        for (TemplateValue item : values) {
            TemplateValue value = Values.unboxed(item);
            boolean text = value instanceof TemplateValue.Text;
            if (!afterText && !text) {
                out.append(' ');
            }
            out.append(value(value));
            afterText = text;
        }
        return out.toString();
    }

    static String printLine(List<TemplateValue> values) {
        StringBuilder out = new StringBuilder();
        String before = "";
        for (TemplateValue value : values) {
            out.append(before).append(value(Values.unboxed(value)));
            before = " ";
        }
        return out.append('\n').toString();
    }
}
