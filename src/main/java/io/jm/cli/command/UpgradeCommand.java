package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.lifecycle.FanOut;
import io.jm.lifecycle.MachineChoice;
import io.jm.lifecycle.Upgrade;
import io.jm.machine.Machine;
import io.jm.store.MachineLock;
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
        List<Machine> machines = new MachineChoice(context.store()).several(names);
        Upgrade upgrade =
                new Upgrade(ProvisioningOf.context(context), context.engine(), context.console(), context.ticker());
        FanOut.run(machines, machine -> upgrade(upgrade, machine));
        return ExitCode.OK;
    }

    private void upgrade(Upgrade upgrade, Machine machine) {
        try (MachineLock lock = context.store().lock(machine.name());
                Driver driver = Opening.of(context).open(machine)) {
            upgrade.run(machine, driver);
            context.store().update(machine.withDriver(driver.config()));
        }
    }
}
