package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineSize;
import io.jm.lifecycle.Adoption;
import io.jm.lifecycle.Machines;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.store.MachineLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the size, the group, the jump hosts, the engine's options or the driver's values of machines. */
@Command(
        name = "set",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Change machines: size, group, jump hosts, engine options, values of the driver",
        descriptionHeading = Addition.COMMAND,
        description = {
            "The new size applies when the machine is started the next time; the driver may require that",
            "it is stopped. A disk can only grow. Drivers of providers and plugins cannot change the size",
            "of a machine. Several machines are handled at the same time.",
            "",
            "The options of the engine replace those on record, and are applied by provision or",
            "regenerate-certs. --driver-option is for a value that the driver has recorded, such as a token",
            "that was replaced, or IPAddress and SSHUser of a host of your own (driver generic): of the",
            "same type, and not what says which instance of a provider the machine is. The provider is",
            "asked with it once."
        },
        footer = {
            "Give a machine more memory and CPUs",
            "PROGRAM set box --memory 4096 --cpu-count 4",
            "Put two machines into a group",
            "PROGRAM set --group web web-1 web-2",
            "Reach a machine's SSH through another host",
            "PROGRAM set box --ssh-jump ops@bastion.example.com",
            "Let its disk grow to 80 GB",
            "PROGRAM set box --disk-size 80000",
            "Give its engine two labels",
            "PROGRAM set box --engine-label tier=web --engine-label disk=ssd",
            "Record a new token of its provider, which no list of processes shows",
            "PROGRAM set box --driver-option AccessToken=- <token",
            "Record the new address of a host of your own",
            "PROGRAM set box --driver-option IPAddress=192.0.2.8"
        })
final class SetCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private SizeOptions options = new SizeOptions();

    @Mixin
    private SetEngineOptions engine = new SetEngineOptions();

    @Mixin
    private SetDriverOptions driverOptions = new SetDriverOptions();

    @Option(names = "--group", description = "Group of the machines; - takes them out of their group")
    private @Nullable String group;

    @Option(
            names = "--ssh-jump",
            paramLabel = "[USER@]HOST[:PORT][,...]",
            description = "Hosts through which SSH goes to the machines; none for a direct connection")
    private @Nullable String sshJump;

    @Parameters(arity = "0..*", paramLabel = "MACHINE...", description = "The machines")
    private List<String> names = new ArrayList<>();

    SetCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.isEmpty()) {
            throw new UsageException("Error: Expected to get one or more machine names as arguments");
        }
        MachineSize size = options.size();
        boolean others = !size.isUnchanged() || engine.areGiven() || driverOptions.areGiven();
        if (group == null && sshJump == null && !others) {
            throw new UsageException(
                    "Error: Nothing to set: expected --group, --memory, --engine-label, --driver-option"
                            + " or another option");
        }
        Map<String, String> values = driverOptions.values(context.console());
        String jump = sshJump == null ? null : SshJumpOption.recorded(sshJump);
        if (jump != null && !jump.isEmpty()) {
            refuseJump(jump);
        }
        if (group != null) {
            setGroup(group.equals("-") ? "" : group);
        }
        if (jump != null) {
            setSshJump(jump);
        }
        if (others) {
            Machines machines = context.machines();
            machines.editEach(
                    machines.several(names),
                    (machine, driver) -> change(machine, driver, size, values),
                    machine -> report(machine, size, values));
        }
        return ExitCode.OK;
    }

    private void change(Machine machine, Driver driver, MachineSize size, Map<String, String> values) {
        if (!values.isEmpty()) {
            SetDriverOptions.apply(machine, driver, values, context.console());
        }
        if (!size.isUnchanged()) {
            resize(machine, driver, size);
        }
        if (engine.areGiven()) {
            Adoption.refuse(context.store().layout(), machine, context.environment());
            engine.apply(machine, driver);
        }
    }

    private void setGroup(String name) {
        edit(extras -> extras.setGroup(name), name.isEmpty() ? " is in no group" : " is in the group \"" + name + "\"");
    }

    private void refuseJump(String hosts) {
        for (Machine machine : context.machines().several(names)) {
            // a machine of a plugin is elsewhere: it is not started to ask
            if (!context.machineDrivers().startsProcess(machine)) {
                try (Driver driver = context.machineDrivers().open(machine)) {
                    SshJumpOption.refuse(hosts, machine.driverName(), driver);
                }
            }
        }
    }

    private void setSshJump(String hosts) {
        List<String> changed = edit(
                extras -> extras.setSshJump(hosts),
                hosts.isEmpty() ? " is reached by SSH directly" : " is reached by SSH through " + hosts);
        if (context.sshConfig().exists()) {
            // each change brings ssh_config up to date
            context.machines().editNamed(changed, (machine, driver) -> {});
        }
    }

    /** Records something for which the driver is not asked; returns the names of the machines. */
    private List<String> edit(Consumer<ExtrasFile> change, String message) {
        List<String> changed = new ArrayList<>();
        for (Machine machine : context.machines().several(names)) {
            try (MachineLock held = context.store().lock(machine.name())) {
                change.accept(new ExtrasFile(context.store().layout().extras(machine.name())));
            }
            changed.add(machine.name());
            context.console().info("\"" + machine.name() + "\"" + message);
        }
        return changed;
    }

    private void report(Machine machine, MachineSize size, Map<String, String> values) {
        Console console = context.console();
        String name = machine.name();
        if (!size.isUnchanged()) {
            console.info(
                    "Set \"" + name + "\" to " + SizeOptions.text(size) + ": applies when it is started the next time");
        }
        if (engine.areGiven()) {
            console.info("Recorded the options of the engine of \"" + name + "\": "
                    + engine.remaining(context.environment().program(), name));
        }
        if (!values.isEmpty()) {
            // no values, which are secrets mostly
            console.info("Set " + String.join(", ", values.keySet()) + " of the driver of \"" + name + "\"");
        }
    }

    private static void resize(Machine machine, Driver driver, MachineSize size) {
        // one that is not installed has its own error, with the way to install it
        if (driver.isInstalled() && !driver.capabilities().resizable()) {
            throw new JmException("The size of \"" + machine.name() + "\" cannot be changed: its driver \""
                    + machine.driverName() + "\" has no such function");
        }
        driver.resize(size);
    }
}
