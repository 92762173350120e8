package io.jm.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.text.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    @Test
    void refusesInGosWords() {
        for (List<String> row : Recorded.table("/json/go-mistakes.tsv")) {
            byte[] text = HexFormat.of().parseHex(row.get(0));
            assertEquals(row.get(1), message(text), new String(text, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void keepsOrderAndTakesTheLastOfEqualKeys() {
        assertEquals("{\"z\":3,\"a\":2}", GoJsonWriter.compact(JsonReader.read("{\"z\":1,\"a\":2,\"z\":3}")));
    }

    @Test
    void keepsNumbersAsTheyAreWritten() {
        String numbers = "[1.50,1e5,-0,0.0,123456789012345678901234567890,-9223372036854775808,1E+2,5]";
        assertEquals(numbers, GoJsonWriter.compact(JsonReader.read(numbers)));
    }

    @Test
    void readsIntegersAsIntegers() {
        JsonNode number = JsonReader.read("4000000000");
        assertEquals(4_000_000_000L, number.longValue());
        assertEquals(true, number.isIntegralNumber());
        assertEquals(false, JsonReader.read("3.0").isIntegralNumber());
        assertEquals(100000.0, JsonReader.read("1e5").doubleValue());
    }

    @Test
    void refusesNumbersBeyondAllFloats() {
        assertEquals(
                "json: cannot unmarshal number 1e999 into Go value of type float64",
                message("1e999".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void refusesBottomlessNesting() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertEquals("exceeded max depth", message(deep));
    }

    @Test
    void readsScalars() {
        assertEquals("é😀", JsonReader.read("\"\\u00e9\\ud83d\\ude00\"").textValue());
        assertEquals(true, JsonReader.read(" true ").booleanValue());
        assertEquals(true, JsonReader.read("null").isNull());
    }

    @Test
    void namesTheMistakeOnly() {
        assertThrows(JsonSyntaxException.class, () -> JsonReader.read("{"));
    }

    private static String message(byte[] text) {
        try {
            JsonReader.read(text);
            return "";
        } catch (JmException e) {
            return e.getMessage();
        }
    }
}
