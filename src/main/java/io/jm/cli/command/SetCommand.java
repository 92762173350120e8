package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.driver.Driver;
import io.jm.driver.MachineSize;
import io.jm.lifecycle.Machines;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.store.MachineLock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the size or the group of machines. */
@Command(
        name = "set",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Change the size or the group of machines",
        descriptionHeading = Addition.COMMAND,
        description = {
            "The new size applies when the machine is started the next time; the driver may require that",
            "it is stopped. A disk can only grow. Drivers of providers and plugins cannot change the size",
            "of a machine. Several machines are handled at the same time."
        },
        footer = {
            "Give a machine more memory and CPUs",
            "PROGRAM set box --memory 4096 --cpu-count 4",
            "Put two machines into a group",
            "PROGRAM set --group web web-1 web-2",
            "Let its disk grow to 80 GB",
            "PROGRAM set box --disk-size 80000"
        })
final class SetCommand implements Callable<ExitCode> {
    private final Context context;

    @Mixin
    private SizeOptions options = new SizeOptions();

    @Option(names = "--group", description = "Group of the machines; - takes them out of their group")
    private @Nullable String group;

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
        if (group != null) {
            setGroup(group.equals("-") ? "" : group);
            if (!options.areGiven()) {
                return ExitCode.OK;
            }
        }
        MachineSize size = options.size();
        Machines machines = context.machines();
        machines.editEach(
                machines.several(names),
                (machine, driver) -> resize(machine, driver, size),
                machine -> report(machine, size));
        return ExitCode.OK;
    }

    /** The driver is not asked. */
    private void setGroup(String name) {
        for (Machine machine : context.machines().several(names)) {
            try (MachineLock held = context.store().lock(machine.name())) {
                new ExtrasFile(context.store().layout().extras(machine.name())).setGroup(name);
            }
            context.console()
                    .info(
                            name.isEmpty()
                                    ? "\"" + machine.name() + "\" is in no group"
                                    : "\"" + machine.name() + "\" is in the group \"" + name + "\"");
        }
    }

    private void report(Machine machine, MachineSize size) {
        context.console()
                .info("Set \"" + machine.name() + "\" to " + SizeOptions.text(size)
                        + ": applies when it is started the next time");
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
