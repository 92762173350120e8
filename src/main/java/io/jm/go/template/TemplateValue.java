package io.jm.go.template;

import io.jm.go.text.GoDuration;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a template may see: a closed set of Go-like values, so nothing is looked up by reflection. */
public sealed interface TemplateValue {
    /** A missing value: a missing key, or nil after a pipeline. */
    TemplateValue NONE = new None();

    /** A JSON null in a list or map of Go's {@code interface {}}. */
    TemplateValue NULL = new Boxed(NONE);

    /** Returns the Go name of the type, as in {@code %T} and in error messages. */
    String type();

    /** Returns the result of the method {@code name}, or null if the Go type has no such method without arguments. */
    default @Nullable TemplateValue method(String name) {
        return null;
    }

    static TemplateValue text(String value) {
        return new Text(value);
    }

    /** Returns an untrusted string of several lines, which is printed so that it cannot control a terminal. */
    static TemplateValue untrusted(String text) {
        return untrusted(Printable.text(text), text);
    }

    /**
     * Returns an untrusted string.
     *
     * @param shown the printed form
     * @param exact the unchanged string, for JSON output
     */
    static TemplateValue untrusted(String shown, String exact) {
        return new Text(shown, exact);
    }

    static TemplateValue bool(boolean value) {
        return new Bool(value);
    }

    static TemplateValue integer(long value) {
        return new Int("int", value);
    }

    static TemplateValue decimal(double value) {
        return new Decimal(value);
    }

    /** Returns a {@code time.Duration}. */
    static TemplateValue duration(long nanos) {
        return new Duration(nanos);
    }

    /** Returns a number with a name, like {@code state.State}. */
    static TemplateValue named(String type, long number, String text) {
        return new Named(type, number, text);
    }

    /** Returns a {@code []string}. */
    static TemplateValue texts(List<String> values) {
        List<TemplateValue> items = new ArrayList<>(values.size());
        for (String value : values) {
            items.add(new Text(value));
        }
        return list(items);
    }

    /** Returns a {@code []string} of values made by {@link #text} or {@link #untrusted}. */
    static TemplateValue list(List<TemplateValue> texts) {
        return new Items("[]string", texts);
    }

    /** No value. */
    record None() implements TemplateValue {
        @Override
        public String type() {
            return "<nil>";
        }
    }

    /** A string; JSON output has the exact form. */
    record Text(String value, String exact) implements TemplateValue {
        Text(String value) {
            this(value, value);
        }

        @Override
        public String type() {
            return "string";
        }
    }

    /** A boolean. */
    record Bool(boolean value) implements TemplateValue {
        @Override
        public String type() {
            return "bool";
        }
    }

    /** A {@code float64}. */
    record Decimal(double value) implements TemplateValue {
        @Override
        public String type() {
            return "float64";
        }
    }

    /** A value that compares and formats as an integer. */
    sealed interface Integral extends TemplateValue {
        long number();
    }

    /** A plain integer of the given Go type. */
    record Int(String type, long number) implements Integral {}

    /** An integer that prints as text. */
    sealed interface Stringer extends Integral {
        String text();
    }

    /** An integer type with a name for each value. */
    record Named(String type, long number, String text) implements Stringer {
        @Override
        public @Nullable TemplateValue method(String name) {
            return name.equals("String") ? new Text(text) : null;
        }
    }

    /** A duration in nanoseconds. */
    record Duration(long number) implements Stringer {
        @Override
        public String type() {
            return "time.Duration";
        }

        @Override
        public String text() {
            return GoDuration.format(number);
        }

        @Override
        public @Nullable TemplateValue method(String name) {
            return switch (name) {
                case "String" -> new Text(text());
                case "Hours" -> new Decimal(number / 3600e9);
                case "Minutes" -> new Decimal(number / 60e9);
                case "Seconds" -> new Decimal(number / 1e9);
                case "Milliseconds" -> new Int("int64", number / 1_000_000);
                case "Microseconds" -> new Int("int64", number / 1_000);
                case "Nanoseconds" -> new Int("int64", number);
                case "Abs" -> new Duration(Math.abs(number));
                default -> null;
            };
        }
    }

    /** A slice. */
    record Items(String type, List<TemplateValue> values) implements TemplateValue {}

    /** A map with text keys in byte order. */
    record Entries(String type, SortedMap<String, TemplateValue> values) implements TemplateValue {}

    /** A struct; the values are in the order of the type's fields. */
    record Struct(StructType shape, List<TemplateValue> values) implements TemplateValue {
        @Override
        public String type() {
            return shape.name();
        }

        /** Returns the field, or null if there is none of this name. */
        @Nullable
        TemplateValue field(String name) {
            int at = shape.fields().indexOf(name);
            return at < 0 ? null : values.get(at);
        }
    }

    /** A pointer to a struct, which may be nil. */
    record Pointer(StructType shape, @Nullable Struct target) implements TemplateValue {
        @Override
        public String type() {
            return "*" + shape.name();
        }
    }

    /** A value in a Go {@code interface {}}: the elements of lists and maps from JSON. */
    record Boxed(TemplateValue content) implements TemplateValue {
        @Override
        public String type() {
            return "interface {}";
        }
    }
}
