package io.jm.cli.command.driver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.ExitCode;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.rows.RowOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the options of one driver. */
@Command(
        name = "inspect",
        headerHeading = HelpGroup.OTHER,
        header = "List the options of a driver",
        description = "Lists the options that the driver adds to create. A plugin is started to be asked.",
        footer = {
            "List the options of the driver generic",
            "PROGRAM driver inspect generic",
            "List them as JSON",
            "PROGRAM driver inspect generic --format json"
        })
final class InspectCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private RowOptions rows = new RowOptions();

    @Parameters(arity = "0..*", paramLabel = "DRIVER", description = "The driver's name")
    private List<String> names = new ArrayList<>();

    InspectCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        // output of a plugin must not get into the table
        context.console().infoToStandardError();
        rows.check();
        if (names.size() != 1) {
            throw new UsageException("Error: Expected the name of one driver");
        }
        ArrayNode flags = JsonNodeFactory.instance.arrayNode();
        context.driverFlags(names.get(0)).forEach(flag -> flags.add(FlagDocument.of(flag)));
        rows.print(flags, List.of("NAME", "TYPE", "DEFAULT", "ENV", "USAGE"), context.console());
        return ExitCode.OK;
    }
}
