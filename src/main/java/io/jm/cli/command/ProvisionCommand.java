package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.Driver;
import io.jm.lifecycle.Adoption;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.Provisioning;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.ProvisionScript;
import io.jm.machine.ScriptRecord;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Configures machines as recorded in config.json. */
@Command(
        name = "provision",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Configure the engines of machines again",
        descriptionHeading = Addition.DESCRIPTION,
        description = {
            "Repeats the configuration that create does: what is right already stays, an engine that is",
            "stopped is started, and one that runs is restarted only if one of its files changed. Without",
            "MACHINE, the machine called \"default\" is used. Several machines are handled at the same time; each is tried, and the",
            "command fails if one of them fails.",
            "A script of create that has not succeeded yet is run again; scripts that have succeeded are not.",
            "--provision-script replaces those that have not."
        },
        footer = {
            "Apply a changed config.json",
            "PROGRAM provision box",
            "Show what would be done",
            "PROGRAM provision --plan box",
            "Also run a script on it",
            "PROGRAM provision --provision-script tools.sh box"
        })
final class ProvisionCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = "--plan",
            order = Addition.OPTION,
            description = "Print the commands that would change the host, and change nothing; may wait for SSH")
    private boolean plan;

    @Option(
            names = "--force",
            order = Addition.OPTION,
            description = "Also configure an engine that was adopted, which then is as if jm had made it")
    private boolean force;

    @Option(
            names = "--provision-script",
            order = Addition.OPTION,
            description = "Script for sh, run on the host as root when the engine works; before:FILE before that")
    private List<String> scriptFiles = new ArrayList<>();

    @Mixin
    private GroupOption group = new GroupOption();

    @Parameters(arity = "0..*", paramLabel = "[MACHINE...]", description = "The machines")
    private List<String> names = new ArrayList<>();

    ProvisionCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        Machines machines = context.machines();
        List<Machine> targets = machines.several(group.names(context, names));
        Provisioning provisioning = context.provisioning();
        List<ProvisionScript> scripts = ProvisionScriptFiles.read(scriptFiles, context.environment());
        if (plan) {
            // the output can be saved: it has commands and their comments only
            context.console().infoToStandardError();
            // one machine at a time, so that the plans do not mix
            targets.forEach(machine -> rehearse(machines, provisioning, machine, scripts));
        } else {
            machines.editEach(targets, (machine, driver) -> provision(provisioning, machine, driver, scripts));
        }
        return ExitCode.OK;
    }

    /** What was adopted stays so until all of it is configured. */
    private void provision(Provisioning provisioning, Machine machine, Driver driver, List<ProvisionScript> scripts) {
        refuseAdopted(machine);
        if (!scripts.isEmpty()) {
            record(machine).setPending(scripts);
        }
        if (force) {
            provisioning.takeOver(machine, driver);
            record(machine).file().setAdopted(false);
        } else {
            provisioning.provision(machine, driver);
        }
    }

    private void refuseAdopted(Machine machine) {
        if (!force) {
            Adoption.refuse(context.store().layout(), machine, context.environment());
        }
    }

    private ScriptRecord record(Machine machine) {
        return new ScriptRecord(new ExtrasFile(context.store().layout().extras(machine.name())));
    }

    private void rehearse(
            Machines machines, Provisioning provisioning, Machine machine, List<ProvisionScript> scripts) {
        refuseAdopted(machine);
        context.console().result(Printable.line("# machine " + machine.name()));
        try (Driver driver = machines.open(machine)) {
            provisioning.rehearse(
                    machine, driver, scripts.isEmpty() ? record(machine).pending() : scripts);
        }
    }
}
