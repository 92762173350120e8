package io.jm.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Parses config.json into a document that has all known keys, in docker-machine's order. */
final class MachineCodec {
    static final String ERROR_PREFIX = "Error getting migrated host";

    private MachineCodec() {}

    /** Parses a document of any version. */
    static ObjectNode read(byte[] bytes) {
        JsonNode node;
        try {
            node = JsonReader.read(bytes);
        } catch (JmException e) {
            throw e.within(ERROR_PREFIX);
        }
        if (!(node instanceof ObjectNode document)) {
            throw new JmException(
                    ERROR_PREFIX + ": json: cannot unmarshal " + type(node) + " into Go value of type host.MetadataV0");
        }
        return document;
    }

    /**
     * Returns the document with all known keys in order, missing ones with their zero values, and then the unknown
     * ones.
     */
    static ObjectNode canonical(String name, ObjectNode stored) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        fill(result, stored, DocumentSchema.TOP, "");
        result.set("Driver", unwrapped(result.path("Driver")));
        result.put("ConfigVersion", DocumentSchema.VERSION);
        result.put("Name", name);
        return result;
    }

    /** Returns the driver's data, which docker-machine 0.5.1 wrapped in an object with its lock. */
    private static JsonNode unwrapped(JsonNode driver) {
        JsonNode inner = driver.path("Driver");
        boolean wrapper = driver.size() == (driver.has("Locker") ? 2 : 1);
        return wrapper && inner.isObject() && inner.has("MachineName") ? inner : driver;
    }

    /** Copies keys as Go's encoding/json does: case does not matter, and the last value that is not null wins. */
    private static void fill(ObjectNode result, ObjectNode stored, DocumentSchema.Field[] shape, String path) {
        JsonNode[] known = new JsonNode[shape.length];
        Map<String, JsonNode> unknown = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = stored.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            int index = index(shape, field.getKey());
            if (index < 0) {
                unknown.put(field.getKey(), field.getValue());
            } else if (known[index] == null || !field.getValue().isNull()) {
                known[index] = field.getValue();
            }
        }
        for (int i = 0; i < shape.length; i++) {
            JsonNode found = known[i] == null ? JsonNodeFactory.instance.missingNode() : known[i];
            result.set(shape[i].name(), value(shape[i], found, path));
        }
        result.setAll(unknown);
    }

    private static int index(DocumentSchema.Field[] shape, String key) {
        for (int i = 0; i < shape.length; i++) {
            if (shape[i].name().equalsIgnoreCase(key)) {
                return i;
            }
        }
        return -1;
    }

    private static JsonNode value(DocumentSchema.Field field, JsonNode value, String path) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String keyPath = path.isEmpty() ? field.name() : path + "." + field.name();
        boolean absent = value.isMissingNode() || value.isNull();
        switch (field.kind()) {
            case TEXT -> {
                check(absent || value.isTextual(), value, keyPath, "string");
                return absent ? nodes.textNode("") : value;
            }
            case WHOLE -> {
                check(absent || isWhole(value), value, keyPath, "int");
                return absent ? nodes.numberNode(0) : value;
            }
            case NUMBER -> {
                check(absent || value.isNumber(), value, keyPath, "float64");
                return absent ? nodes.numberNode(0) : value;
            }
            case FLAG -> {
                check(absent || value.isBoolean(), value, keyPath, "bool");
                return absent ? nodes.booleanNode(false) : value;
            }
            case LIST -> {
                check(absent || value.isArray(), value, keyPath, "[]string");
                return absent ? nodes.nullNode() : value;
            }
            case RAW -> {
                return absent ? nodes.nullNode() : value;
            }
            default -> {
                check(absent || value.isObject(), value, keyPath, "object");
                if (absent) {
                    return nodes.nullNode();
                }
                ObjectNode inner = nodes.objectNode();
                fill(inner, (ObjectNode) value, field.inner(), keyPath);
                return inner;
            }
        }
    }

    /** Whether the number has no fraction and no exponent; the reader keeps -0 as text. */
    static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() || value.isNumber() && value.asText().equals("-0");
    }

    private static void check(boolean valid, JsonNode value, String keyPath, String wanted) {
        if (!valid) {
            String owner = keyPath.indexOf('.') < 0 ? "MetadataV0" : "Options";
            throw new JmException(ERROR_PREFIX + ": json: cannot unmarshal " + type(value) + " into Go struct field "
                    + owner + "." + keyPath + " of type " + wanted);
        }
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case OBJECT -> "object";
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> isWhole(value) ? "number" : "number " + value.asText();
            default -> "null";
        };
    }
}
