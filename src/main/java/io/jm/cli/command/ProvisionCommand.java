package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.Provisioning;
import io.jm.machine.Machine;
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
        Machines machines = context.machines();
        List<Machine> targets = machines.several(names);
        Provisioning provisioning = context.provisioning();
        if (plan) {
            // the output can be saved: it has commands and their comments only
            context.console().narrateOnStandardError();
            // one after the other, so that the plans do not mix
            targets.forEach(machine -> rehearse(machines, provisioning, machine));
        } else {
            machines.editEach(targets, provisioning::provision);
        }
        return ExitCode.OK;
    }

    private void rehearse(Machines machines, Provisioning provisioning, Machine machine) {
        context.console().result("# machine " + machine.name());
        try (Driver driver = machines.open(machine)) {
            provisioning.rehearse(machine, driver);
        }
    }
}
