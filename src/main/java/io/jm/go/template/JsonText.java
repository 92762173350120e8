package io.jm.go.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.go.json.GoJsonWriter;
import io.jm.text.Printable;
import java.util.Map;

/** The functions {@code json} and {@code prettyjson}. */
final class JsonText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonText() {}

    static String compact(TemplateValue value) {
        return Printable.json(GoJsonWriter.compact(node(value)));
    }

    static String indented(TemplateValue value) {
        return Printable.json(GoJsonWriter.indented(node(value)));
    }

    private static JsonNode node(TemplateValue value) {
        TemplateValue plain = Values.indirect(value);
        if (plain instanceof TemplateValue.Text text) {
            return NODES.textNode(text.exact());
        }
        if (plain instanceof TemplateValue.Bool bool) {
            return NODES.booleanNode(bool.value());
        }
        if (plain instanceof TemplateValue.Named named) {
            return NODES.textNode(named.text());
        }
        if (plain instanceof TemplateValue.Integral integral) {
            return NODES.numberNode(integral.number());
        }
        if (plain instanceof TemplateValue.Decimal decimal) {
            return NODES.numberNode(decimal.value());
        }
        if (plain instanceof TemplateValue.Items items) {
            ArrayNode array = NODES.arrayNode();
            for (TemplateValue item : items.values()) {
                array.add(node(item));
            }
            return array;
        }
        ObjectNode object = NODES.objectNode();
        if (plain instanceof TemplateValue.Entries entries) {
            for (Map.Entry<String, TemplateValue> entry : entries.values().entrySet()) {
                object.set(entry.getKey(), node(entry.getValue()));
            }
            return object;
        }
        if (plain instanceof TemplateValue.Struct struct) {
            for (int i = 0; i < struct.values().size(); i++) {
                // the target of a pointer is shown on its own
                if (!(struct.values().get(i) instanceof TemplateValue.Pointer)) {
                    object.set(
                            struct.shape().fields().get(i), node(struct.values().get(i)));
                }
            }
            return object;
        }
        return NODES.nullNode();
    }
}
