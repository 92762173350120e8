package io.jm.cli.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jm.go.text.TabWriter;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A list of JSON objects as the columns of a table. */
final class JsonTable {
    private JsonTable() {}

    /** The heading of a column is its key in capitals, with a blank between words: {@code LAST USED} for LastUsed. */
    static String of(ArrayNode rows, List<String> columns) {
        StringBuilder table = new StringBuilder(String.join("\t", columns)).append('\n');
        for (JsonNode row : rows) {
            List<String> cells = new ArrayList<>();
            for (String column : columns) {
                cells.add(cell(row.path(key(column))));
            }
            table.append(String.join("\t", cells)).append('\n');
        }
        return TabWriter.forTables().format(table.toString());
    }

    private static String key(String heading) {
        StringBuilder key = new StringBuilder();
        for (String word : heading.split(" ")) {
            key.append(word, 0, 1).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return key.toString();
    }

    private static String cell(JsonNode value) {
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        String text = value.isArray() ? String.join(",", items) : value.asText();
        return Printable.line(text.replace('\t', ' ').replace('\n', ' '));
    }
}
