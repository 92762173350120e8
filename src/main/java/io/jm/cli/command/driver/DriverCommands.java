package io.jm.cli.command.driver;

import io.jm.cli.Addition;
import io.jm.cli.CommandGroup;
import io.jm.cli.CommandName;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The group {@code driver}. */
@Command(
        name = "driver",
        headerHeading = HelpGroup.OTHER,
        header = "List drivers and their options",
        descriptionHeading = Addition.COMMAND,
        description = {
            "A driver is built in, a program called docker-machine-driver-NAME in the PATH, a jar, or one of the",
            "core drivers of a docker-machine that is installed as well."
        },
        footer = {
            "List the drivers",
            "PROGRAM driver ls",
            "List the options of a driver as JSON",
            "PROGRAM driver inspect generic --format json"
        })
public final class DriverCommands implements CommandGroup {
    @Override
    public @Nullable Object find(CommandName wanted, Context context) {
        if (wanted.is("ls")) return new ListCommand(context);
        if (wanted.is("inspect")) return new InspectCommand(context);
        return null;
    }
}
