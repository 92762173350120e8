package io.jm.cli.command.driver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.NoArguments;
import io.jm.cli.rows.RowOptions;
import io.jm.drivers.DriverCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the drivers. */
@Command(
        name = "ls",
        headerHeading = HelpGroup.OTHER,
        header = "List drivers",
        description = "Lists every driver that \"create --driver NAME\" finds. No driver is started.",
        footer = {"List the drivers", "PROGRAM driver ls", "List their names only", "PROGRAM driver ls -q"})
final class ListCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private RowOptions rows = new RowOptions();

    @Mixin
    private NoArguments none = new NoArguments();

    ListCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        rows.check();
        none.check();
        ArrayNode drivers = JsonNodeFactory.instance.arrayNode();
        for (DriverCatalog.Entry entry : context.driverCatalog().entries()) {
            drivers.addObject()
                    .put("Name", entry.name())
                    .put("Kind", entry.kind())
                    .put("Program", entry.program());
        }
        for (Path file : context.driverCatalog().notExecutable()) {
            context.console().error(file + " was found, but is not executable");
        }
        rows.print(drivers, List.of("NAME", "KIND", "PROGRAM"), context.console());
        return ExitCode.OK;
    }
}
