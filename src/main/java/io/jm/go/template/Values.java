package io.jm.go.template;

/** What Go's reflection would say about values. */
final class Values {
    private Values() {}

    /** The value inside of an {@code interface {}}. */
    static TemplateValue unboxed(TemplateValue value) {
        return value instanceof TemplateValue.Boxed boxed ? boxed.content() : value;
    }

    /** Whether {@code if} takes the value for true. */
    static boolean isTrue(TemplateValue value) {
        TemplateValue plain = unboxed(value);
        if (plain instanceof TemplateValue.Text text) {
            return !text.value().isEmpty();
        }
        if (plain instanceof TemplateValue.Bool bool) {
            return bool.value();
        }
        if (plain instanceof TemplateValue.Whole whole) {
            return whole.number() != 0;
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
     * Whether the value is null from JSON, not yet taken out of its list or map. Asked by type, here and everywhere:
     * the first call of a record's own {@code equals} costs milliseconds.
     */
    static boolean isNull(TemplateValue value) {
        return value instanceof TemplateValue.Boxed boxed && boxed.content() instanceof TemplateValue.None;
    }

    /** Whether the value is a nil that has a type: a nil pointer, or null from JSON before it is used. */
    static boolean isTypedNil(TemplateValue value) {
        return isNull(value) || isNilPointer(value) || isNilPointer(unboxed(value));
    }

    private static boolean isNilPointer(TemplateValue value) {
        return value instanceof TemplateValue.Pointer pointer && pointer.target() == null;
    }

    /** The value behind interfaces and pointers; nil pointers stay. */
    static TemplateValue indirect(TemplateValue value) {
        TemplateValue plain = unboxed(value);
        if (plain instanceof TemplateValue.Pointer pointer) {
            TemplateValue target = pointer.target();
            return target == null ? plain : target;
        }
        return plain;
    }
}
