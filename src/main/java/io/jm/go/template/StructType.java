package io.jm.go.template;

import java.util.List;

/**
 * The shape of a struct: templates need the names of fields even where the pointer is nil.
 *
 * @param name Go's name of the type, for example {@code swarm.Options}
 * @param fields in the order in which the struct prints
 */
public record StructType(String name, List<String> fields) {
    /** A struct of this type; one value for each field. */
    public TemplateValue of(TemplateValue... values) {
        return struct(List.of(values));
    }

    /** A pointer to such a struct. */
    public TemplateValue pointer(TemplateValue... values) {
        return new TemplateValue.Pointer(this, struct(List.of(values)));
    }

    /** A nil pointer of this type. */
    public TemplateValue nil() {
        return new TemplateValue.Pointer(this, null);
    }

    private TemplateValue.Struct struct(List<TemplateValue> values) {
        if (values.size() != fields.size()) {
            throw new IllegalArgumentException(name + " has " + fields.size() + " fields, not " + values.size());
        }
        return new TemplateValue.Struct(this, values);
    }
}
