package io.jm.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.os.Limits;
import io.jm.text.Excerpt;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * Parses a YAML 1.2 document into Jackson's tree. Every scalar is text as it is written, so that a password of digits stays
 * one; tags other than those of maps, lists and text are errors.
 */
public final class YamlReader {
    /** Real files have three levels. */
    static final int MAX_DEPTH = 50;
    /** Aliases can make a small file a large tree. */
    static final int MAX_VALUES = 100_000;

    private static final int MAX_ALIASES = 50;

    private int values;

    private YamlReader() {}

    /**
     * Parses one document; an empty one is an empty object.
     *
     * @param source the name of the file for messages
     * @throws JmException with the line of the first error
     */
    public static JsonNode read(String document, String source) {
        LoadSettings settings = settings(source);
        try {
            return new YamlReader().tree(new Load(settings).loadFromString(document), 0);
        } catch (MarkedYamlEngineException e) {
            String line = e.getProblemMark().map(YamlReader::line).orElse("");
            throw new JmException(source + ": " + line + Excerpt.line(String.valueOf(e.getProblem())), e);
        } catch (YamlEngineException e) {
            throw new JmException(source + ": " + Excerpt.line(String.valueOf(e.getMessage())), e);
        }
    }

    /** Returns what holds for every document: plain YAML, within limits. */
    static LoadSettings settings(String source) {
        return LoadSettings.builder()
                .setLabel(source)
                .setSchema(new FailsafeSchema())
                // an empty document; this schema has no null
                .setTagConstructors(Map.of(Tag.NULL, node -> Map.of()))
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MAX_ALIASES)
                .setCodePointLimit(Limits.SMALL_FILE)
                .build();
    }

    private static String line(Mark mark) {
        return "line " + (mark.getLine() + 1) + ": ";
    }

    private JsonNode tree(Object value, int depth) {
        if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
            throw new YamlEngineException("it is nested too deeply or expands to too many values");
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), tree(item, depth + 1)));
            return object;
        }
        if (value instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> array.add(tree(item, depth + 1)));
            return array;
        }
        return JsonNodeFactory.instance.textNode(String.valueOf(value));
    }
}
