package io.jm.go.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.testkit.Recorded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    @Test
    void rejectsWithGosMessages() {
        for (List<String> row : Recorded.table("/json/go-mistakes.tsv")) {
            byte[] text = HexFormat.of().parseHex(row.get(0));
            assertEquals(row.get(1), message(text), new String(text, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void keepsOrderAndUsesTheLastOfEqualKeys() {
        assertEquals("{\"z\":3,\"a\":2}", GoJsonWriter.compact(JsonReader.read("{\"z\":1,\"a\":2,\"z\":3}")));
    }

    @Test
    void keepsTheTextOfNumbers() {
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
    void rejectsNumbersBeyondTheFloatRange() {
        assertEquals(
                "json: cannot unmarshal number 1e999 into Go value of type float64",
                message("1e999".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rejectsTooDeepNesting() {
        byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertEquals("exceeded max depth", message(deep));
    }

    @Test
    void keepsExpensiveNumbersAsText() {
        String numbers = "[1e-9999999999,0e99999999999,-1e-99999,0." + "1".repeat(5000) + "," + "9".repeat(301) + "]";
        JsonNode read = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> JsonReader.read(numbers));
        assertEquals(numbers, GoJsonWriter.compact(read));
        assertEquals(0, read.get(0).longValue());
        assertEquals(0.1111, read.get(3).doubleValue(), 0.001);
        assertEquals(false, read.get(4).isIntegralNumber());
    }

    @Test
    void truncatesALongNumberInTheMessage() {
        String message = message("9".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
        assertTrue(message.length() < 500, message);
    }

    @Test
    void readsLongTextsAndManyKeysInLinearTime() {
        String text = "x".repeat(25_000_000);
        assertEquals(text, JsonReader.read('"' + text + '"').textValue());
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 1 << 16; i++) {
            many.append(i == 0 ? "" : ",").append('"');
            for (int bit = 0; bit < 16; bit++) {
                // equal hash codes
                many.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            many.append("\":0");
        }
        String json = many.append('}').toString();
        assertEquals(
                1 << 16,
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> JsonReader.read(json))
                        .size());
    }

    @Test
    void rejectsTooManyValues() {
        byte[] many = ("[" + "[],".repeat(20_000_000) + "[]]").getBytes(StandardCharsets.UTF_8);
        assertEquals("JSON text of more than 200000 values is too long", message(many));
    }

    @Test
    void readsLongStringsLikeShortOnes() {
        String text = "é😀".repeat(400_000);
        assertEquals(text, JsonReader.read('"' + text + '"').textValue());
        byte[] broken = ("\"\u00ff" + "x".repeat(2_000_000) + '"').getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("\ufffdx", JsonReader.read(broken).textValue().substring(0, 2));
    }

    @Test
    void readsScalars() {
        assertEquals("é😀", JsonReader.read("\"\\u00e9\\ud83d\\ude00\"").textValue());
        assertEquals(true, JsonReader.read(" true ").booleanValue());
        assertEquals(true, JsonReader.read("null").isNull());
    }

    @Test
    void reportsOnlyTheError() {
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

    @Test
    void unpairedSurrogatesAreReplaced() {
        assertEquals(
                "{\"a\ufffd\":[\"\ufffdb\",\"\ufffd\ufffd\",\"\ud83d\ude00\"]}",
                JsonReader.read("{\"a\\ud800\":[\"\\udc00b\",\"\\udc00\\ud800\",\"\\ud83d\\ude00\"]}")
                        .toString());
    }
}
