package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.Upgrade;
import io.jm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings the engines of machines up to date. */
@Command(
        name = "upgrade",
        header = "Upgrade a machine to the latest version of Docker",
        description = "Argument(s) are one or more machine names.")
final class UpgradeCommand implements Callable<ExitCode> {
    private final Context context;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machines; default if left out")
    private List<String> names = new ArrayList<>();

    UpgradeCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        List<Machine> targets = machines.several(names);
        machines.editEach(targets, upgrade()::run);
        return ExitCode.OK;
    }

    private Upgrade upgrade() {
        return new Upgrade(
                context.provisioning(),
                context.store().layout(),
                context.engine(),
                context.console(),
                context.ticker());
    }
}
