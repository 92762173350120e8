package io.jm.go.template;

import java.util.List;

/**
 * The type of a struct: templates need the names of the fields even for a nil pointer.
 *
 * @param name the Go name of the type, for example {@code swarm.Options}
 * @param fields the field names in printing order
 */
public record StructType(String name, List<String> fields) {
    /** Returns a struct of this type; one value for each field. */
    public TemplateValue of(TemplateValue... values) {
        return struct(List.of(values));
    }

    /** Returns a pointer to such a struct. */
    public TemplateValue pointer(TemplateValue... values) {
        return new TemplateValue.Pointer(this, struct(List.of(values)));
    }

    /** Returns a nil pointer of this type. */
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
