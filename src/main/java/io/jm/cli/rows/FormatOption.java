package io.jm.cli.rows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jm.base.UsageException;
import io.jm.console.Console;
import io.jm.go.json.GoJsonWriter;
import io.jm.text.Printable;
import java.util.List;
import picocli.CommandLine.Option;

/** The option of commands whose rows have no names, and how they print them. */
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
     * @param cells the same rows with the texts for a table; their keys are the headings in lower case
     */
    public void print(ArrayNode rows, ArrayNode cells, List<String> headings, Console console) {
        if (isJson()) {
            printJson(rows, console);
        } else {
            console.write(JsonTable.of(cells, headings));
        }
    }

    /** Prints the rows as JSON. */
    public static void printJson(ArrayNode rows, Console console) {
        console.write(Printable.json(GoJsonWriter.indented(rows)) + "\n");
    }
}
