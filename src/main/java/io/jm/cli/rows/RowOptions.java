package io.jm.cli.rows;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.jm.base.UsageException;
import io.jm.console.Console;
import io.jm.text.Printable;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands whose rows have names, and how they print them; see {@link FormatOption}. */
public final class RowOptions {
    @Option(
            names = {"--quiet", "-q"},
            description = "Print names only")
    private boolean quiet;

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Checks the format.
     *
     * @throws UsageException if it is neither table nor json
     */
    public void check() {
        format.check();
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
     * Prints the rows, or only the values of their key Name.
     *
     * @param cells the same rows with the texts for a table
     * @param columns the headings of a table: the keys of the cells in capitals, with a blank between words
     */
    public void print(ArrayNode rows, ArrayNode cells, List<String> columns, Console console) {
        if (quiet) {
            rows.forEach(row -> console.result(Printable.line(row.path("Name").asText())));
        } else {
            format.print(rows, cells, columns, console);
        }
    }
}
