package io.jm.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the fields of a JSON object; null, a missing key or a wrong type gives the type's zero value. */
final class Fields {
    private Fields() {}

    static String text(ObjectNode json, String key) {
        JsonNode value = json.get(key);
        return value != null && value.isTextual() ? value.textValue() : "";
    }

    static boolean flag(ObjectNode json, String key) {
        JsonNode value = json.get(key);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    static List<String> list(ObjectNode json, String key) {
        List<String> items = new ArrayList<>();
        JsonNode value = json.get(key);
        if (value != null && value.isArray()) {
            for (JsonNode item : value) {
                items.add(item.asText());
            }
        }
        return items;
    }
}
