package io.jm.go.template;

/** Answers Go's reflection gives about values. */
final class Values {
    private Values() {}

    /** Returns the value inside an {@code interface {}}. */
    static TemplateValue unboxed(TemplateValue value) {
        return value instanceof TemplateValue.Boxed boxed ? boxed.content() : value;
    }

    /** Returns whether {@code if} treats the value as true. */
    static boolean isTrue(TemplateValue value) {
        TemplateValue plain = unboxed(value);
        if (plain instanceof TemplateValue.Text text) {
            return !text.value().isEmpty();
        }
        if (plain instanceof TemplateValue.Bool bool) {
            return bool.value();
        }
        if (plain instanceof TemplateValue.Integral integral) {
            return integral.number() != 0;
        }
        if (plain instanceof TemplateValue.Decimal decimal) {
            return decimal.value() != 0;
        }
        if (plain instanceof TemplateValue.Items items) {
            return !items.values().isEmpty();
        }
        if (plain instanceof TemplateValue.Entries entries) {
            return !entries.values().isEmpty();
        }
        if (plain instanceof TemplateValue.Pointer pointer) {
            return pointer.target() != null;
        }
        return plain instanceof TemplateValue.Struct;
    }

    /**
     * Returns whether the value is a JSON null that is still boxed. Compares types, here and everywhere: the first call
     * of a record's generated {@code equals} costs milliseconds.
     */
    static boolean isNull(TemplateValue value) {
        return value instanceof TemplateValue.Boxed boxed && boxed.content() instanceof TemplateValue.None;
    }

    /** Returns whether the value is a nil with a type: a nil pointer or a boxed JSON null. */
    static boolean isTypedNil(TemplateValue value) {
        return isNull(value) || isNilPointer(value) || isNilPointer(unboxed(value));
    }

    private static boolean isNilPointer(TemplateValue value) {
        return value instanceof TemplateValue.Pointer pointer && pointer.target() == null;
    }

    /** Returns the value behind interfaces and pointers; a nil pointer is returned itself. */
    static TemplateValue indirect(TemplateValue value) {
        TemplateValue plain = unboxed(value);
        if (plain instanceof TemplateValue.Pointer pointer) {
            TemplateValue target = pointer.target();
            return target == null ? plain : target;
        }
        return plain;
    }
}
