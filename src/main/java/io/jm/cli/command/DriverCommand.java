package io.jm.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.KeepsWordOrder;
import io.jm.drivers.DriverCatalog;
import io.jm.go.json.GoJsonWriter;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells which drivers there are, and what options they have. */
@Command(
        name = "driver",
        headerHeading = HelpGroup.OTHER,
        header = "List drivers and their options",
        description = {
            "\"PROGRAM driver ls\" lists every driver that \"create --driver NAME\" finds. \"PROGRAM",
            "driver inspect NAME\" lists the options that this driver adds to create."
        },
        footer = {
            "List the drivers",
            "PROGRAM driver ls",
            "List the options of a driver as JSON",
            "PROGRAM driver inspect generic --format json"
        })
final class DriverCommand implements Callable<ExitCode>, KeepsWordOrder {
    private final Context context;

    @Option(
            names = {"--quiet", "-q"},
            description = "Print names only")
    private boolean quiet;

    @Option(
            names = {"--format", "-f"},
            defaultValue = "table",
            description = "Output format: table or json")
    private String format = "table";

    @Parameters(arity = "0..*", paramLabel = "ls | inspect NAME")
    private List<String> words = new ArrayList<>();

    DriverCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        // what a plugin has to say must not get into the table
        context.console().infoToStandardError();
        if (!format.equals("table") && !format.equals("json")) {
            throw new UsageException("Error: --format is table or json, not \"" + format + "\"");
        }
        if (words.size() == 1 && words.get(0).equals("ls")) {
            list(context.driverCatalog().entries());
        } else if (words.size() == 2 && words.get(0).equals("inspect")) {
            inspect(words.get(1));
        } else {
            throw new UsageException("Error: Expected ls, or inspect and the name of a driver");
        }
        return ExitCode.OK;
    }

    private void list(List<DriverCatalog.Entry> entries) {
        if (quiet) {
            entries.forEach(entry -> context.console().result(Printable.line(entry.name())));
            return;
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (DriverCatalog.Entry entry : entries) {
            ObjectNode driver = array.addObject();
            driver.put("name", entry.name()).put("kind", entry.kind()).put("program", entry.program());
        }
        print(array, List.of("NAME", "KIND", "PROGRAM"));
    }

    private void inspect(String name) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        context.driverFlags(name).forEach(flag -> array.add(FlagDocument.of(flag)));
        if (quiet) {
            array.forEach(flag ->
                    context.console().result(Printable.line(flag.path("name").asText())));
        } else {
            print(array, List.of("NAME", "TYPE", "DEFAULT", "ENV", "USAGE"));
        }
    }

    private void print(ArrayNode rows, List<String> columns) {
        context.console()
                .write(
                        format.equals("json")
                                ? Printable.json(GoJsonWriter.indented(rows)) + "\n"
                                : JsonTable.of(rows, columns));
    }
}
