package io.jm.template;

import java.util.ArrayList;
import java.util.List;

/** The variables of one run, innermost last. */
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

    TemplateValue get(String name) {
        return values.get(names.lastIndexOf(name));
    }
}
