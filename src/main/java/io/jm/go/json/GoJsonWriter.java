package io.jm.go.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import io.jm.go.text.GoFloat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON byte for byte as Go's {@code encoding/json} does; the order of keys is that of the tree. */
public final class GoJsonWriter {
    private static final String FOUR_SPACES = "    ";
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();
    /** Empty for everything on one line. */
    private final String indent;

    private GoJsonWriter(String indent) {
        this.indent = indent;
    }

    /** Returns one key or element per line, four spaces per level, no final line feed: the form of config.json. */
    public static String indented(JsonNode value) {
        return new GoJsonWriter(FOUR_SPACES).write(value, "\n").out.toString();
    }

    /** Returns the same with a tab per level: the form of docker's config.json. */
    public static String tabbed(JsonNode value) {
        return new GoJsonWriter("\t").write(value, "\n").out.toString();
    }

    /** Returns everything on one line without spaces. */
    public static String compact(JsonNode value) {
        return new GoJsonWriter("").write(value, "").out.toString();
    }

    private GoJsonWriter write(@Nullable JsonNode value, String newLine) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            out.append("null");
        } else if (value.isObject()) {
            object(value, newLine);
        } else if (value.isArray()) {
            array(value, newLine);
        } else if (value.isTextual()) {
            string(value.textValue());
        } else if (value instanceof DoubleNode || value instanceof FloatNode) {
            out.append(GoFloat.json(value.doubleValue()));
        } else {
            out.append(value.asText());
        }
        return this;
    }

    private void object(JsonNode object, String newLine) {
        if (object.isEmpty()) {
            out.append("{}");
            return;
        }
        String inner = newLine + indent;
        char before = '{';
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            out.append(before).append(inner);
            string(entry.getKey());
            out.append(indent.isEmpty() ? ":" : ": ");
            write(entry.getValue(), inner);
            before = ',';
        }
        out.append(newLine).append('}');
    }

    private void array(JsonNode array, String newLine) {
        if (array.isEmpty()) {
            out.append("[]");
            return;
        }
        String inner = newLine + indent;
        char before = '[';
        for (JsonNode element : array) {
            out.append(before).append(inner);
            write(element, inner);
            before = ',';
        }
        out.append(newLine).append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(c);
                default -> {
                    if (c < ' ') {
                        escape(c);
                    } else if (Character.isSurrogate(c) && isUnpaired(text, i)) {
                        escape('\ufffd');
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isUnpaired(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }

    private void escape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(c >> shift & 0xf));
        }
    }
}
