package io.jm.cli.command;

import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.Driver;
import io.jm.lifecycle.Machines;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the address of a machine's engine. */
@Command(
        name = "url",
        headerHeading = HelpGroup.SHOW,
        header = "Print the engine address of a machine",
        description = "Without MACHINE, the machine called \"default\" is used.",
        footer = {
            "Print the engine address",
            "PROGRAM url box",
            "Pass it to the Docker client",
            "docker --tls --host $(PROGRAM url box) version"
        })
final class UrlCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "[MACHINE]", description = "The machine")
    private List<String> names = new ArrayList<>();

    UrlCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        try (Driver driver = machines.openInstalled(machines.one(names))) {
            context.console().result(Printable.line(driver.url()));
        } catch (JmException e) {
            throw e.as(ErrorCode.DRIVER);
        }
        return ExitCode.OK;
    }
}
