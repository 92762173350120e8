package io.jm.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Between the bytes of config.json and a document in the current form: every known key there, in the original's order. */
final class MachineCodec {
    private static final String ERROR_PREFIX = "Error getting migrated host";

    private MachineCodec() {}

    /** Reads a document of whatever version. */
    static ObjectNode read(byte[] bytes) {
        JsonNode node;
        try {
            node = JsonReader.read(bytes);
        } catch (JmException e) {
            throw e.within(ERROR_PREFIX);
        }
        if (!(node instanceof ObjectNode document)) {
            throw new JmException(
                    ERROR_PREFIX + ": json: cannot unmarshal " + kind(node) + " into Go value of type host.MetadataV0");
        }
        return document;
    }

    /** The document with every known key in its place, missing ones with their zero values, unknown ones behind. */
    static ObjectNode canonical(String name, ObjectNode stored) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        fill(result, stored, DocumentSchema.TOP, "");
        result.set("Driver", unwrapped(result.path("Driver")));
        result.put("ConfigVersion", DocumentSchema.VERSION);
        result.put("Name", name);
        return result;
    }

    /** docker-machine 0.5.1 wrote its driver inside of the lock that guards it. */
    private static JsonNode unwrapped(JsonNode driver) {
        JsonNode inner = driver.path("Driver");
        boolean wrapper = driver.size() == (driver.has("Locker") ? 2 : 1);
        return wrapper && inner.isObject() && inner.has("MachineName") ? inner : driver;
    }

    /** As Go fills a struct: keys match exactly or in another case, of several the last that is not null counts. */
    private static void fill(ObjectNode result, ObjectNode stored, DocumentSchema.Field[] shape, String path) {
        JsonNode[] known = new JsonNode[shape.length];
        Map<String, JsonNode> unknown = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = stored.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            int place = place(shape, field.getKey());
            if (place < 0) {
                unknown.put(field.getKey(), field.getValue());
            } else if (known[place] == null || !field.getValue().isNull()) {
                known[place] = field.getValue();
            }
        }
        for (int i = 0; i < shape.length; i++) {
            JsonNode found = known[i] == null ? JsonNodeFactory.instance.missingNode() : known[i];
            result.set(shape[i].name(), value(shape[i], found, path));
        }
        result.setAll(unknown);
    }

    private static int place(DocumentSchema.Field[] shape, String key) {
        for (int i = 0; i < shape.length; i++) {
            if (shape[i].name().equalsIgnoreCase(key)) {
                return i;
            }
        }
        return -1;
    }

    private static JsonNode value(DocumentSchema.Field field, JsonNode value, String path) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        String place = path.isEmpty() ? field.name() : path + "." + field.name();
        boolean absent = value.isMissingNode() || value.isNull();
        switch (field.kind()) {
            case TEXT -> {
                check(absent || value.isTextual(), value, place, "string");
                return absent ? nodes.textNode("") : value;
            }
            case WHOLE -> {
                check(absent || isWhole(value), value, place, "int");
                return absent ? nodes.numberNode(0) : value;
            }
            case NUMBER -> {
                check(absent || value.isNumber(), value, place, "float64");
                return absent ? nodes.numberNode(0) : value;
            }
            case FLAG -> {
                check(absent || value.isBoolean(), value, place, "bool");
                return absent ? nodes.booleanNode(false) : value;
            }
            case LIST -> {
                check(absent || value.isArray(), value, place, "[]string");
                return absent ? nodes.nullNode() : value;
            }
            case RAW -> {
                return absent ? nodes.nullNode() : value;
            }
            default -> {
                check(absent || value.isObject(), value, place, "object");
                if (absent) {
                    return nodes.nullNode();
                }
                ObjectNode inner = nodes.objectNode();
                fill(inner, (ObjectNode) value, field.inner(), place);
                return inner;
            }
        }
    }

    /** Whether the number is written without a fraction and an exponent; the reader keeps -0 as text. */
    static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() || value.isNumber() && value.asText().equals("-0");
    }

    private static void check(boolean good, JsonNode value, String place, String wanted) {
        if (!good) {
            String owner = place.indexOf('.') < 0 ? "MetadataV0" : "Options";
            throw new JmException(ERROR_PREFIX + ": json: cannot unmarshal " + kind(value) + " into Go struct field " + owner
                    + "." + place + " of type " + wanted);
        }
    }

    private static String kind(JsonNode value) {
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
