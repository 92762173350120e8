package io.jm.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jm.driver.SecretNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The secrets in a driver's data, found by the names of their keys. */
final class DriverSecrets {
    private static final String PARENT = "Driver";

    private DriverSecrets() {}

    /** Returns the keys of the secrets that are not empty, as {@code Driver.AccessToken}. */
    static List<String> in(ObjectNode driver) {
        List<String> found = new ArrayList<>();
        visit(driver.deepCopy(), PARENT, found);
        return found;
    }

    /** Replaces the secrets with empty texts and returns their keys. */
    static List<String> remove(ObjectNode driver) {
        List<String> found = new ArrayList<>();
        visit(driver, PARENT, found);
        return found;
    }

    private static void visit(JsonNode node, String path, List<String> found) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                visitField(field, path + "." + field.getKey(), found);
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> visit(element, path, found));
        }
    }

    private static void visitField(Map.Entry<String, JsonNode> field, String path, List<String> found) {
        JsonNode value = field.getValue();
        if (!value.isTextual()) {
            visit(value, path, found);
        } else if (SecretNames.isSecret(field.getKey()) && !value.textValue().isEmpty()) {
            found.add(path);
            field.setValue(TextNode.valueOf(""));
        }
    }
}
