package io.jm.go.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.testkit.Recorded;
import java.util.List;
import org.junit.jupiter.api.Test;

class TabWriterTest {
    @Test
    void alignsAsGoDoes() {
        for (List<String> row : Recorded.table("/text/go-tab.tsv")) {
            TabWriter writer = row.get(0).equals("0") ? TabWriter.forTables() : new TabWriter(1, 8, 2, '\t');
            assertEquals(row.get(2), writer.format(row.get(1)), row.toString());
        }
    }
}
