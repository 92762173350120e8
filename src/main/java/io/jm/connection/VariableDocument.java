package io.jm.connection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.go.json.GoJsonWriter;
import java.util.Map;

/** The variables of a Docker client in formats that programs read. A variable to be unset has an empty value. */
public final class VariableDocument {
    private VariableDocument() {}

    /** Returns a JSON object; a variable to be unset is null. */
    public static String json(Map<String, String> variables) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        variables.forEach((name, value) -> document.put(name, value.isEmpty() ? null : value));
        return GoJsonWriter.indented(document) + "\n";
    }

    /**
     * Returns lines {@code NAME=value} as {@code docker run --env-file} and {@code $GITHUB_ENV} take them: without
     * quotes and comments. A variable to be unset has no value, which a Docker client treats as unset.
     */
    public static String dotenv(Map<String, String> variables) {
        StringBuilder lines = new StringBuilder();
        variables.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        return lines.toString();
    }
}
