package io.jm.driver;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of every option of {@code create}, by long name, as a driver may ask for them. A value is a
 * {@link String}, a {@link Long}, a {@link Boolean} or a {@code List<String>}.
 *
 * @param values the values by option name; a missing name means the type's zero value
 * @param given the names of those that the user gave, on the command line or by an environment variable
 */
public record DriverOptions(Map<String, Object> values, Set<String> given) {
    /** Options of which it is not known who gave them: all count as given. */
    public DriverOptions(Map<String, Object> values) {
        this(values, values.keySet());
    }

    /** Returns the same options, and this value as one that the user gave. */
    public DriverOptions with(String name, Object value) {
        Map<String, Object> all = new HashMap<>(values);
        all.put(name, value);
        Set<String> named = new HashSet<>(given);
        named.add(name);
        return new DriverOptions(all, named);
    }

    /** Whether the user gave the value, which may equal the default. */
    public boolean isGiven(String name) {
        return given.contains(name);
    }

    /** The text, empty if not given. */
    public String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    /** The number, zero if not given. */
    public long number(String name) {
        return values.get(name) instanceof Long number ? number : 0;
    }

    /** Whether the switch is on. */
    public boolean isSet(String name) {
        return values.get(name) instanceof Boolean on && on;
    }

    /** The list, empty if not given. */
    public List<String> list(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    /** The value as it is, or null. */
    public @Nullable Object raw(String name) {
        return values.get(name);
    }
}
