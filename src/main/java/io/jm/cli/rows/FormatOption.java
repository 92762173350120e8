package io.jm.cli.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jm.base.UsageException;
import io.jm.console.Console;
import io.jm.go.json.GoJsonWriter;
import io.jm.text.Printable;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The option of commands that print rows, and how they print them. Each row is a JSON object, whose keys begin with a
 * capital, as the fields of templates do.
 */
public final class FormatOption {
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
        check(format);
    }

    /** As above, for a command whose short option is another one. */
    public static void check(String format) {
        if (!format.equals("table") && !format.equals("json")) {
            throw new UsageException("Error: --format is table or json, not \"" + format + "\"");
        }
    }

    /** Whether JSON is asked for. */
    public boolean isJson() {
        return format.equals("json");
    }

    /**
     * Prints the rows.
     *
     * @param cells the same rows with the texts for a table
     * @param columns the headings of a table: the keys of the cells in capitals, with a blank between words
     */
    public void print(ArrayNode rows, ArrayNode cells, List<String> columns, Console console) {
        if (isJson()) {
            printJson(rows, console);
        } else {
            console.write(JsonTable.of(cells, columns));
        }
    }

    /** Prints rows, or one object, as JSON. */
    public static void printJson(JsonNode document, Console console) {
        console.write(Printable.json(GoJsonWriter.indented(document)) + "\n");
    }
}
