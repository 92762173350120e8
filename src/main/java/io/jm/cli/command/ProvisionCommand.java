package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.lifecycle.FanOut;
import io.jm.lifecycle.MachineChoice;
import io.jm.lifecycle.MachineProvisioning;
import io.jm.machine.Machine;
import io.jm.store.MachineLock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes sure that machines are what config.json says they are. */
@Command(name = "provision", header = "Re-provision existing machines")
final class ProvisionCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(names = "--plan", description = "Print every remote command that would change something, and run none")
    private boolean plan;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machines; default if left out")
    private List<String> names = new ArrayList<>();

    ProvisionCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        List<Machine> machines = new MachineChoice(context.store()).several(names);
        MachineProvisioning provisioning = ProvisioningOf.context(context);
        if (plan) {
            // whoever keeps the plan keeps commands alone
            context.console().narrateOnStandardError();
            // one after the other, so that the plans do not mix
            machines.forEach(machine -> rehearse(provisioning, machine));
        } else {
            FanOut.run(machines, machine -> provision(provisioning, machine));
        }
        return ExitCode.OK;
    }

    private void rehearse(MachineProvisioning provisioning, Machine machine) {
        context.console().result("# machine " + machine.name());
        try (Driver driver = Opening.of(context).open(machine)) {
            provisioning.rehearse(machine, driver);
        }
    }

    private void provision(MachineProvisioning provisioning, Machine machine) {
        try (MachineLock lock = context.store().lock(machine.name());
                Driver driver = Opening.of(context).open(machine)) {
            provisioning.provision(machine, driver);
            context.store().update(machine.withDriver(driver.config()));
        }
    }
}
