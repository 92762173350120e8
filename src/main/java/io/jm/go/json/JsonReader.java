package io.jm.go.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.os.Limits;
import io.jm.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON strictly into Jackson's tree, without an {@code ObjectMapper}, whose creation costs 4 ms.
 *
 * <p>Keys keep their order, the last of equal keys wins, numbers keep their text. Invalid UTF-8 becomes U+FFFD, as in
 * Go.
 */
public final class JsonReader {
    /** Each level uses stack; real documents have six. */
    static final int MAX_DEPTH = 400;
    /** An integer with more digits is kept as text, since parsing it takes quadratic time. */
    private static final int MAX_DIGITS = 300;

    private static final int SHOWN_DIGITS = 400;
    /** Each value uses about 150 bytes of memory; real documents have a hundred. */
    private static final int MAX_VALUES = 200_000;

    private static final int LONG_BYTES = 1 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // the keys of a hostile document could be made to collide in the symbol table
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Limits.DOCUMENT)
                    .maxNameLength(Limits.DOCUMENT)
                    .maxNumberLength(Limits.DOCUMENT)
                    .build())
            .build();

    private final JsonParser parser;
    private int values;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Parses one value; anything after it is an error.
     *
     * @throws JsonSyntaxException with Go's error message, for example {@code unexpected end of JSON input}
     */
    public static JsonNode read(byte[] utf8) {
        if (utf8.length > Limits.DOCUMENT) {
            throw new JmException("JSON text of " + utf8.length + " bytes is too long");
        }
        try (JsonParser parser = parser(utf8)) {
            JsonNode value = new JsonReader(parser).value(first(parser, utf8));
            checkEnd(parser, utf8);
            return value;
        } catch (IOException e) {
            throw syntaxError(utf8, e);
        }
    }

    /** Parses like {@link #read(byte[])}. */
    public static JsonNode read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses an object and returns one string of it; no other value is kept in memory.
     *
     * @return the string, empty if the object has none under that key
     * @throws JsonSyntaxException if the whole text is not valid JSON
     */
    public static String text(String json, String key) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = parser(utf8)) {
            String found = text(parser, first(parser, utf8), key);
            checkEnd(parser, utf8);
            return found;
        } catch (IOException e) {
            throw syntaxError(utf8, e);
        }
    }

    private static JsonToken first(JsonParser parser, byte[] utf8) throws IOException {
        JsonToken first = startsWithByteOrderMark(utf8) ? null : parser.nextToken();
        if (first == null) {
            throw syntaxError(utf8, null);
        }
        return first;
    }

    private static void checkEnd(JsonParser parser, byte[] utf8) throws IOException {
        if (parser.nextToken() != null) {
            throw syntaxError(utf8, null);
        }
    }

    private static JsonSyntaxException syntaxError(byte[] utf8, @Nullable IOException cause) {
        return new JsonSyntaxException(new SyntaxCheck(utf8).error(), cause);
    }

    private static String text(JsonParser parser, JsonToken first, String key) throws IOException {
        if (first != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return "";
        }
        String found = "";
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals(key)) {
                found = value == JsonToken.VALUE_STRING ? parser.getText() : "";
            }
            parser.skipChildren();
        }
        return found;
    }

    /** Returns a parser with the limits of this class. */
    static JsonParser parser(InputStream utf8) throws IOException {
        return FACTORY.createParser(new InputStreamReader(utf8, StandardCharsets.UTF_8));
    }

    /** Parses the value that starts with this token of a parser. */
    static JsonNode value(JsonParser parser, JsonToken first) throws IOException {
        return new JsonReader(parser).value(first);
    }

    /** A long text is decoded as a stream, so that it is not in memory twice. */
    private static JsonParser parser(byte[] utf8) throws IOException {
        return utf8.length > LONG_BYTES
                ? parser(new ByteArrayInputStream(utf8))
                : FACTORY.createParser(new String(utf8, StandardCharsets.UTF_8));
    }

    /** Go rejects a byte order mark as an invalid character. */
    private static boolean startsWithByteOrderMark(byte[] utf8) {
        return utf8.length > 2 && utf8[0] == (byte) 0xef && utf8[1] == (byte) 0xbb && utf8[2] == (byte) 0xbf;
    }

    private JsonNode value(JsonToken token) throws IOException {
        values++;
        if (values > MAX_VALUES) {
            throw new JmException("JSON text of more than " + MAX_VALUES + " values is too long");
        }
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> nodes.textNode(wellFormed(parser.getText()));
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            case VALUE_NUMBER_INT -> integer();
            default -> number(parser.getText());
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            object.set(wellFormed(key), value(parser.nextToken()));
        }
        return object;
    }

    /** Replaces unpaired surrogates with U+FFFD, as Go does: neither paths nor output can contain them. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
            }
        }
        return text;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(token));
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        String text = parser.getText();
        if (text.equals("-0") || text.length() > MAX_DIGITS) {
            return number(text);
        }
        return switch (parser.getNumberType()) {
            case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
            case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
            default -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
        };
    }

    private static JsonNode number(String text) {
        if (Double.isInfinite(Double.parseDouble(text))) {
            throw new JsonSyntaxException(
                    "json: cannot unmarshal number " + Printable.excerpt(text, SHOWN_DIGITS)
                            + " into Go value of type float64",
                    null);
        }
        return new ExactNumber(text);
    }
}
