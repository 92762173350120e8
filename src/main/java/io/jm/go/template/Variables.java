package io.jm.go.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of one execution, innermost last. */
final class Variables {
    private final List<String> names = new ArrayList<>();
    private final List<TemplateValue> values = new ArrayList<>();

    int mark() {
        return names.size();
    }

    void reset(int mark) {
        names.subList(mark, names.size()).clear();
        values.subList(mark, values.size()).clear();
    }

    void declare(String name, TemplateValue value) {
        names.add(name);
        values.add(value);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    void assign(String name, TemplateValue value) {
        values.set(names.lastIndexOf(name), value);
    }

    /** Returns the innermost value; null if there is none, as on the right of a variable's own declaration. */
    @Nullable
    TemplateValue get(String name) {
        int index = names.lastIndexOf(name);
        return index < 0 ? null : values.get(index);
    }
}
