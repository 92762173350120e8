package io.jm.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentTest {
    private static List<YamlNode.Entry> entries(String document) {
        return assertInstanceOf(YamlNode.Entries.class, YamlDocument.parse(document, "m.yaml"))
                .entries();
    }

    private static String error(String document) {
        return assertThrows(JmException.class, () -> YamlDocument.parse(document, "m.yaml"))
                .getMessage();
    }

    @Test
    void knowsWhereKeysAndValuesAre() {
        YamlNode.Entry entry = entries("# c\na:\n  b: [x, \"y\"]\n").get(0);
        assertEquals(new Position("m.yaml", 2, 1), entry.at());
        YamlNode.Entry inner = assertInstanceOf(YamlNode.Entries.class, entry.value())
                .entries()
                .get(0);
        assertEquals(new Position("m.yaml", 3, 3), inner.at());
        YamlNode item =
                assertInstanceOf(YamlNode.Items.class, inner.value()).items().get(1);
        assertEquals(new YamlNode.Text(new Position("m.yaml", 3, 10), "y"), item);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "1e5", "no", "true", "~", "null", "1.10", "2026-11-28"})
    void keepsAScalarAsItIsWritten(String text) {
        assertEquals(
                text,
                assertInstanceOf(
                                YamlNode.Text.class,
                                entries("a: " + text).get(0).value())
                        .value());
    }

    @Test
    void anEmptyValueIsAnEmptyText() {
        assertEquals(
                "",
                assertInstanceOf(
                                YamlNode.Text.class,
                                entries("a:\nb: 1\n").get(0).value())
                        .value());
        assertEquals(
                "",
                assertInstanceOf(YamlNode.Text.class, YamlDocument.parse("# c\n", "m.yaml"))
                        .value());
    }

    @ParameterizedTest
    @CsvSource({
        "'a: 1\nb: 2\na: 3', 3, 1",
        "'a: [1', 1, 6",
        "'a:\n  b: !!java.lang.Runtime x', 2, 6",
        "'a: !!int 3', 1, 4",
        "'a: *none', 1, 4",
        "'[a, b]: c', 1, 1",
        "'a: &x [*x]', 1, 4"
    })
    void saysLineAndColumnOfAnError(String document, int line, int column) {
        String error = error(document);
        assertTrue(error.startsWith("m.yaml: line " + line + ", column " + column + ": "), error);
    }

    @Test
    void isBounded() {
        String deep = String.join("", Collections.nCopies(60, "[")) + String.join("", Collections.nCopies(60, "]"));
        assertTrue(error("a: " + deep).contains("nested too deeply"), error("a: " + deep));
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 8; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(6, alias)) + "]\n");
        }
        assertTrue(error(bomb.toString()).contains("too many values"), error(bomb.toString()));
    }
}
