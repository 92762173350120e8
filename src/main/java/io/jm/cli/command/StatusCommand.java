package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.Driver;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the state of a machine. */
@Command(
        name = "status",
        headerHeading = HelpGroup.SHOW,
        header = "Print the state of a machine",
        description = {
            "Without MACHINE, the machine called \"default\" is used. The state is Running, Stopped,",
            "Paused, Saved, Starting, Stopping or Error."
        },
        footer = {
            "Print the state of a machine",
            "PROGRAM status box",
            "Start a machine that does not run",
            "[ \"$(PROGRAM status box)\" = Running ] || PROGRAM start box"
        })
final class StatusCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "[MACHINE]", description = "The machine")
    private List<String> names = new ArrayList<>();

    StatusCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        Machine machine = machines.one(names);
        try (Driver driver = machines.open(machine)) {
            context.console().result(driver.state().text());
        } catch (JmException e) {
            throw e.within("error getting state for host " + machine.name());
        }
        return ExitCode.OK;
    }
}
