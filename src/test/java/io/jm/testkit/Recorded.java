package io.jm.testkit;

import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tables of results of Go 1.19: one case per line, fields separated by tabs, strings in JSON. */
public final class Recorded {
    private Recorded() {}

    public static List<List<String>> table(String resource) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : new String(bytes(resource), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            List<String> row = new ArrayList<>();
            for (String field : line.split("\t", -1)) {
                row.add(field.startsWith("\"") ? JsonReader.read(field).textValue() : field);
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(resource + " is empty");
        }
        return rows;
    }

    public static byte[] bytes(String resource) {
        try (InputStream in = Recorded.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
