package io.jm.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jm.machine.StoreLayout;
import java.nio.file.Path;
import java.util.Map;

/** Replaces the paths of the store that a machine comes from with those of the store that it goes to. */
public final class Relocation {
    private final String oldStore;
    private final String oldDirectory;
    private final Path newStore;
    private final Path newDirectory;

    /**
     * Creates an instance.
     *
     * @param oldStore the root of the store that the paths lie in
     * @param oldName the machine's name there
     */
    public Relocation(String oldStore, String oldName, StoreLayout layout, String newName) {
        String separator = oldStore.startsWith("/") ? "/" : "\\";
        this.oldStore = oldStore;
        this.oldDirectory = String.join(separator, oldStore, "machines", oldName);
        this.newStore = layout.root();
        this.newDirectory = layout.machine(newName);
    }

    /** Changes every text that is the old store, or a path in it. */
    public void apply(JsonNode node) {
        if (oldStore.isEmpty()) {
            return;
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                field.setValue(relocated(field.getValue()));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, relocated(array.get(i)));
            }
        }
    }

    private JsonNode relocated(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(path(value.textValue()));
        }
        apply(value);
        return value;
    }

    private String path(String text) {
        if (isIn(oldDirectory, text)) {
            return newPath(newDirectory, text.substring(oldDirectory.length()));
        }
        return isIn(oldStore, text) ? newPath(newStore, text.substring(oldStore.length())) : text;
    }

    private static boolean isIn(String directory, String text) {
        return text.startsWith(directory)
                && (text.length() == directory.length() || "/\\".indexOf(text.charAt(directory.length())) >= 0);
    }

    /** The rest has the separators of the computer that the machine comes from. */
    private static String newPath(Path directory, String rest) {
        Path path = directory;
        for (String part : rest.split("[/\\\\]")) {
            path = part.isEmpty() ? path : path.resolve(part);
        }
        return path.toString();
    }
}
