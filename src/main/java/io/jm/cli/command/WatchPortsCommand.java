package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Forwards the ports that containers publish; started by jm itself for a machine that runs, and ends with it. */
@Command(
        name = "watch-ports",
        header = "Forward the ports that the containers of a machine publish, until it stops",
        hidden = true)
final class WatchPortsCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "MACHINE", description = "The machine")
    private List<String> names = new ArrayList<>();

    WatchPortsCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        Machine machine = machines.one(names);
        try (Driver driver = machines.open(machine)) {
            context.watchers().watch(machine, driver);
        }
        return ExitCode.OK;
    }
}
