package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.lifecycle.Machines;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the address of a machine's engine. */
@Command(name = "url", header = "Get the URL of a machine", description = "Argument is a machine name.")
final class UrlCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machine; default if left out")
    private List<String> names = new ArrayList<>();

    UrlCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        try (Driver driver = machines.openInstalled(machines.one(names))) {
            context.console().result(Printable.line(driver.url()));
        }
        return ExitCode.OK;
    }
}
