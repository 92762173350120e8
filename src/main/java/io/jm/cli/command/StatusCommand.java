package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a machine is doing. */
@Command(name = "status", header = "Get the status of a machine", description = "Argument is a machine name.")
final class StatusCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machine; default if left out")
    private List<String> names = new ArrayList<>();

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machine machine = context.machines().one(names);
        try (Driver driver = context.machines().open(machine)) {
            context.console().result(driver.state().text());
        } catch (JmException e) {
            throw e.within("error getting state for host " + machine.name());
        }
        return ExitCode.OK;
    }
}
