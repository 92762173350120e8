package io.jm.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was applied to a machine, as its jm.json records it: {@code {"driver": ..., "options": {...}, "secret": [...]}}.
 *
 * @param driver the driver
 * @param options the values of the options that are in the file
 * @param secret the names of the options whose values came from the environment
 */
public record Applied(String driver, SortedMap<String, List<String>> options, Set<String> secret) {
    public Applied {
        options = Collections.unmodifiableSortedMap(options);
        secret = Collections.unmodifiableSet(new TreeSet<>(secret));
    }

    /** Returns what is recorded of a machine once it is as it is wanted. */
    static Applied of(Fleet.Wanted wanted) {
        SortedMap<String, List<String>> options = new TreeMap<>();
        Set<String> secret = new TreeSet<>();
        wanted.options().forEach((name, given) -> {
            if (given.secret()) {
                secret.add(name);
            } else {
                options.put(name, given.values());
            }
        });
        return new Applied(wanted.driver(), options, secret);
    }

    /** Reads the record; what has another type is left out. */
    public static Applied read(ObjectNode json) {
        SortedMap<String, List<String>> options = new TreeMap<>();
        for (Map.Entry<String, JsonNode> option : json.path("options").properties()) {
            options.put(option.getKey(), texts(option.getValue()));
        }
        return new Applied(json.path("driver").asText(), options, Set.copyOf(texts(json.path("secret"))));
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        }
        if (value.isArray()) {
            value.forEach(item -> texts.add(item.asText()));
        }
        return List.copyOf(texts);
    }

    /** Returns the record as it is written. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("driver", driver);
        ObjectNode values = json.putObject("options");
        options.forEach((name, texts) -> {
            ArrayNode list = values.putArray(name);
            texts.forEach(list::add);
        });
        if (!secret.isEmpty()) {
            secret.forEach(json.putArray("secret")::add);
        }
        return json;
    }
}
