package io.jm.go.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.go.text.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Converts JSON and Java collections to template values. */
public final class TemplateValues {
    private TemplateValues() {}

    /** Converts JSON as Go decodes it into {@code interface {}}: all numbers are floats, keys are sorted by bytes. */
    public static TemplateValue ofJson(JsonNode json) {
        if (json.isObject()) {
            SortedMap<String, TemplateValue> entries = new TreeMap<>(new ByteOrder());
            for (Map.Entry<String, JsonNode> entry : json.properties()) {
                entries.put(entry.getKey(), new TemplateValue.Boxed(ofJson(entry.getValue())));
            }
            return new TemplateValue.Entries("map[string]interface {}", entries);
        }
        if (json.isArray()) {
            List<TemplateValue> items = new ArrayList<>(json.size());
            for (JsonNode item : json) {
                items.add(new TemplateValue.Boxed(ofJson(item)));
            }
            return new TemplateValue.Items("[]interface {}", items);
        }
        if (json.isTextual()) {
            return TemplateValue.untrusted(json.textValue());
        }
        if (json.isBoolean()) {
            return new TemplateValue.Bool(json.booleanValue());
        }
        return json.isNumber() ? new TemplateValue.Decimal(json.doubleValue()) : TemplateValue.NONE;
    }

    /** Converts JSON to structs: a field that an object lacks is an error of the template. */
    public static TemplateValue ofFields(String type, ObjectNode json) {
        List<String> names = new ArrayList<>();
        List<TemplateValue> values = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            String name = entry.getKey();
            names.add(name);
            values.add(
                    entry.getValue() instanceof ObjectNode object
                            ? ofFields(type + "." + name, object)
                            : ofJson(entry.getValue()));
        }
        return new TemplateValue.Struct(new StructType(type, names), values);
    }

    /** Returns the values as an indented JSON array with one element per line, as {@code inspect} prints it. */
    public static String toJson(List<TemplateValue> values) {
        return JsonText.indented(new TemplateValue.Items("", values));
    }

    /** Returns a {@code map[string]string}, such as the headings of a table. */
    public static TemplateValue ofTexts(Map<String, String> texts) {
        SortedMap<String, TemplateValue> entries = new TreeMap<>(new ByteOrder());
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            entries.put(entry.getKey(), new TemplateValue.Text(entry.getValue()));
        }
        return new TemplateValue.Entries("map[string]string", entries);
    }
}
