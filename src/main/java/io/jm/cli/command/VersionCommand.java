package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.ProductVersion;
import io.jm.cli.rows.ObjectFormat;
import io.jm.connection.EngineVersionQuery;
import io.jm.driver.Driver;
import io.jm.engine.EngineVersion;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints jm's version, or that of a machine's engine. */
@Command(
        name = "version",
        headerHeading = HelpGroup.OTHER,
        header = "Print the version of the program, or of the engine of a machine",
        descriptionHeading = Addition.DESCRIPTION,
        description = "Without MACHINE, the version of PROGRAM itself is printed.",
        footer = {
            "Print the version of PROGRAM",
            "PROGRAM version",
            "Print the engine version of a machine",
            "PROGRAM version box",
            "Print the version of its engine's API",
            "PROGRAM version --format '{{.Machine.ApiVersion}}' box"
        })
final class VersionCommand implements Callable<ExitCode> {
    private static final String TYPE = "version";

    private final Context context;

    @Option(
            names = "--details",
            order = Addition.OPTION,
            description = "Print also the version and the form of jm, and where its store is")
    private boolean details;

    @Option(
            names = {"--format", "-f"},
            order = Addition.OPTION,
            description = "json, or a Go template (see 'help formatting')")
    private String format = "";

    @Parameters(arity = "0..*", paramLabel = "[MACHINE]", description = "A machine")
    private List<String> names = new ArrayList<>();

    VersionCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.size() > 1) {
            throw new JmException("Error: Expected one machine name as an argument");
        }
        ObjectFormat wanted = format.isEmpty() ? null : ObjectFormat.of(format);
        if (names.isEmpty() && wanted != null) {
            wanted.print(VersionDocument.of(context, null, null), TYPE, context.console());
            return ExitCode.OK;
        }
        if (names.isEmpty()) {
            context.console().result(ProductVersion.line(context.environment()));
            if (details) {
                context.console().result("program: " + ProductVersion.own());
                context.console().result("form: " + context.environment().form());
                context.console().result("store: " + context.store().layout().root());
            }
            return ExitCode.OK;
        }
        Machines machines = context.machines();
        Machine machine = machines.one(names);
        try (Driver driver = machines.open(machine)) {
            EngineVersion engine =
                    EngineVersionQuery.of(machine, driver, context.store().layout(), context.engine());
            if (wanted == null) {
                context.console().result(Printable.line(engine.version()));
            } else {
                wanted.print(VersionDocument.of(context, machine.name(), engine), TYPE, context.console());
            }
        }
        return ExitCode.OK;
    }
}
