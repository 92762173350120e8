package io.jm.go.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jm.testkit.Recorded;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoJsonWriterTest {
    @ParameterizedTest
    @ValueSource(strings = {"escapes", "live", "m10", "m2", "mgr", "wrk"})
    void writesRecordedFilesBackByteForByte(String name) {
        byte[] recorded = Recorded.bytes("/json/config-" + name + ".json");
        String written = GoJsonWriter.indented(JsonReader.read(recorded));
        assertArrayEquals(recorded, written.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void escapesAsGoDoes() {
        String text = "\b\f\n\r\t\u0001\u001f\u007f\\\"/'<>&é😀\u2028\u2029";
        assertEquals(
                "\"\\u0008\\u000c\\n\\r\\t\\u0001\\u001f\u007f\\\\\\\"/'\\u003c\\u003e\\u0026é😀\\u2028\\u2029\"",
                GoJsonWriter.compact(JsonNodeFactory.instance.textNode(text)));
    }

    @Test
    void replacesUnpairedSurrogates() {
        assertEquals("\"a\\ufffdb\\ufffd\"", GoJsonWriter.compact(TextNode.valueOf("a\ud800b\udc00")));
    }

    @Test
    void writesEmptyContainersOnOneLine() {
        JsonNode value = JsonReader.read("{\"a\":[],\"b\":{},\"c\":[{}],\"d\":null}");
        assertEquals("""
                {
                    "a": [],
                    "b": {},
                    "c": [
                        {}
                    ],
                    "d": null
                }""", GoJsonWriter.indented(value));
    }

    @Test
    void writesFloatsAsGoDoes() {
        assertEquals("1e-7", GoJsonWriter.compact(JsonNodeFactory.instance.numberNode(1e-7)));
        assertEquals("3", GoJsonWriter.compact(JsonNodeFactory.instance.numberNode(3.0)));
    }
}
