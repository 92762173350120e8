package io.jm.cli.rows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jm.base.UsageException;
import io.jm.console.Console;
import io.jm.go.json.GoJsonWriter;
import io.jm.text.Printable;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of commands that print rows, and how they print them. Each row is a JSON object with the key Name; keys
 * begin with a capital, as the fields of templates do.
 */
public final class RowOptions {
    @Option(
            names = {"--quiet", "-q"},
            description = "Print names only")
    private boolean quiet;

    @Option(
            names = {"--format", "-f"},
            defaultValue = "table",
            description = "Output format: table or json")
    private String format = "table";

    /**
     * Checks the format.
     *
     * @throws UsageException if it is neither table nor json
     */
    public void check() {
        if (!format.equals("table") && !format.equals("json")) {
            throw new UsageException("Error: --format is table or json, not \"" + format + "\"");
        }
    }

    /**
     * Prints the rows.
     *
     * @param columns the headings of a table: the keys in capitals, with a blank between words
     */
    public void print(ArrayNode rows, List<String> columns, Console console) {
        print(rows, rows, columns, console);
    }

    /**
     * Prints the rows.
     *
     * @param cells the same rows with the texts for a table
     * @param columns the headings of a table: the keys of the cells in capitals, with a blank between words
     */
    public void print(ArrayNode rows, ArrayNode cells, List<String> columns, Console console) {
        if (quiet) {
            rows.forEach(row -> console.result(Printable.line(row.path("Name").asText())));
        } else if (format.equals("json")) {
            console.write(Printable.json(GoJsonWriter.indented(rows)) + "\n");
        } else {
            console.write(JsonTable.of(cells, columns));
        }
    }
}
