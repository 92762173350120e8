package io.jm.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    private static JsonNode read(String document) {
        return YamlReader.read(document, "clouds.yaml");
    }

    private static String error(String document) {
        return assertThrows(JmException.class, () -> read(document)).getMessage();
    }

    @Test
    void readsMapsListsAndText() {
        JsonNode root = read("clouds:\n  a b:\n    auth: {user: 'ü', list: [x, \"y\\tz\"]}\n");
        JsonNode auth = root.path("clouds").path("a b").path("auth");
        assertEquals("ü", auth.path("user").asText());
        assertEquals("y\tz", auth.path("list").path(1).asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "1e5", "no", "true", "12345678901234567890123", "1.10", "~", "2026-11-28"})
    void keepsAScalarAsItIsWritten(String text) {
        assertEquals(text, read("password: " + text).path("password").asText());
    }

    @Test
    void readsJsonToo() {
        assertEquals(
                "v",
                read("{\"clouds\": {\"k\": \"v\"}}").path("clouds").path("k").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n"})
    void aFileWithoutContentIsEmpty(String document) {
        assertEquals(0, read(document).size());
    }

    @Test
    void anAnchorIsACopy() {
        JsonNode root = read("a: &x {k: v}\nb: *x\n");
        assertEquals("v", root.path("b").path("k").asText());
    }

    @ParameterizedTest
    @CsvSource({"'a:\n\tb: c',2", "'a: [1',1", "'a: 1\na: 2',2", "'a: !!java.lang.Runtime x',1", "'a: *none',1"})
    void saysTheLineOfAnError(String document, int line) {
        String error = error(document);
        assertTrue(error.startsWith("clouds.yaml: line " + line + ": "), error);
        assertEquals(-1, error.indexOf('\n'), error);
    }

    @Test
    void aListThatContainsItselfIsAnError() {
        assertTrue(error("a: &x [*x]").startsWith("clouds.yaml: "));
    }

    @Test
    void aliasesCannotMakeItLarge() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String item = "*a" + (i - 1);
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(String.join(", ", Collections.nCopies(10, item))).append("]\n");
        }
        assertTrue(error(bomb.toString()).startsWith("clouds.yaml: "));
    }

    @Test
    void deepNestingIsAnErrorAndNotAnOverflow() {
        assertTrue(error("a: " + "[".repeat(200) + "]".repeat(200)).startsWith("clouds.yaml: "));
    }
}
