package io.jm.drivers.openstack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The value of the option with metadata: {@code KEY,VALUE,KEY,VALUE}. */
final class Metadata {
    private Metadata() {}

    /**
     * Returns the pairs; the last element of an odd number is dropped.
     *
     * @param warn gets docker-machine's line about that
     */
    static Map<String, String> parse(String text, Consumer<String> warn) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return pairs;
        }
        String[] elements = text.split(",", -1);
        if (elements.length % 2 != 0) {
            warn.accept("Metadata are not key value in pairs. " + elements.length + " elements found");
        }
        for (int i = 0; i + 1 < elements.length; i += 2) {
            pairs.put(elements[i], elements[i + 1]);
        }
        return pairs;
    }
}
