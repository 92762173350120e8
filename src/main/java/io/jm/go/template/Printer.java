package io.jm.go.template;

import java.util.List;

/** Prints values as Go's {@code fmt.Print} does. */
final class Printer {
    private static final TemplateValue NO_VALUE = TemplateValue.text("<no value>");

    private Printer() {}

    /** The value as {@code %v} prints it. */
    static String value(TemplateValue value) {
        if (value instanceof TemplateValue.Text text) {
            return text.value();
        }
        return new Printf("%v", List.of(value)).text();
    }

    /** The value as an action prints it: pointers followed, absence named. */
    static TemplateValue printable(TemplateValue value) {
        TemplateValue plain = Values.indirect(value);
        return plain instanceof TemplateValue.None ? NO_VALUE : plain;
    }

    /** Blanks stand only between two values that are both no text. */
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
