package io.jm.go.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** Reads arrays of objects as they arrive. */
public final class JsonArrays {
    private JsonArrays() {}

    /**
     * Parses an array of objects and passes on one value of each that has it; nothing else is kept in memory, so that the
     * array may be as long as the stream's owner permits. What follows the array is not read.
     *
     * @throws IOException if the stream fails
     * @throws JsonSyntaxException if the stream has no such array
     */
    public static void each(InputStream utf8, String key, Consumer<JsonNode> values) throws IOException {
        try (JsonParser parser = JsonReader.parser(utf8)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new JsonSyntaxException("the JSON text is not an array", null);
            }
            for (JsonToken object = parser.nextToken(); object != JsonToken.END_ARRAY; object = parser.nextToken()) {
                if (object != JsonToken.START_OBJECT) {
                    throw new JsonSyntaxException("the JSON text is not an array of objects", null);
                }
                member(parser, key, values);
            }
        } catch (JacksonException e) {
            throw new JsonSyntaxException("the JSON text is not valid", e);
        }
    }

    private static void member(JsonParser parser, String key, Consumer<JsonNode> values) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals(key)) {
                values.accept(JsonReader.value(parser, value));
            } else {
                parser.skipChildren();
            }
        }
    }
}
