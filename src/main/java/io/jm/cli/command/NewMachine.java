package io.jm.cli.command;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.driver.Driver;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.Creation;
import io.jm.lifecycle.Machines;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.ScriptRecord;
import io.jm.store.EngineOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Creates one machine as the options of {@code create} describe it. */
final class NewMachine {
    private final Context context;
    private final CreateRequest request;
    private final Creation creation;
    private final Consumer<ExtrasFile> record;

    NewMachine(Context context, CreateRequest request, Creation creation) {
        this(context, request, creation, extras -> {});
    }

    /**
     * Prepares to create.
     *
     * @param record records what else belongs to the machine, before it is created
     */
    NewMachine(Context context, CreateRequest request, Creation creation, Consumer<ExtrasFile> record) {
        this.context = context;
        this.request = request;
        this.creation = creation;
        this.record = record;
    }

    /** Creates the machine; one that exists is an error, unless the user allowed for it. */
    void create(String name) {
        if (request.additions().ifNotExists() && exists(name)) {
            keep(name);
            return;
        }
        with(name, (machine, driver) -> {
            noteJump(machine);
            String dockerContext = request.additions().dockerContext()
                    ? context.contexts().own().freeName(name, null)
                    : null;
            creation.create(
                    machine,
                    driver,
                    new Creation.Wishes(
                            extras(dockerContext),
                            request.additions().provisioned(),
                            request.additions().adopted()));
            context.watchPorts(machine, driver);
            if (dockerContext != null) {
                writeContext(machine, driver, dockerContext);
            }
        });
    }

    /** Prints what {@link #create} would do. */
    void plan(String name) {
        with(name, (machine, driver) -> creation.plan(machine, driver, request.scripts(), request.sshJump()));
    }

    /** Checks what can be checked before anything is created. */
    void check(String name) {
        with(name, (machine, driver) -> creation.check(driver));
    }

    private interface Work {
        void accept(Machine machine, Driver driver);
    }

    private void with(String name, Work work) {
        try (Driver driver = context.machineDrivers().openNew(name, request.driverName())) {
            if (exists(name)) {
                throw new JmException("Docker machine \"" + name + "\" already exists", ErrorCode.EXISTS, null);
            }
            try {
                driver.configure(request.options());
            } catch (JmException e) {
                throw e.within("Error setting machine configuration from flags provided")
                        .as(ErrorCode.DRIVER);
            }
            refuseScripts(driver);
            refuseAdoption(driver);
            SshJumpOption.refuse(request.sshJump(), request.driverName(), driver);
            if (!request.additions().adopted()) {
                new SameHost(context).refuse(driver, request.sshJump());
            }
            work.accept(
                    request.shared().document(context, name, request.driverName(), driver, request.options()), driver);
        }
    }

    /** A driver in a process of its own knows nothing of jump hosts. */
    private void noteJump(Machine machine) {
        if (!request.sshJump().isEmpty() && context.machineDrivers().startsProcess(machine)) {
            context.console()
                    .warn("jm goes through " + request.sshJump() + ", but the driver \"" + request.driverName()
                            + "\" is a plugin: if it logs in to its new machine itself, it does so without jump hosts,"
                            + " and fails");
        }
    }

    private void refuseScripts(Driver driver) {
        if (!request.scripts().isEmpty() && !driver.capabilities().provisioned()) {
            throw new JmException("--provision-script: a machine of the driver \"" + request.driverName()
                    + "\" is only recorded, so no script can be run on it");
        }
    }

    private void refuseAdoption(Driver driver) {
        if (request.additions().adopted() && !driver.capabilities().existingHost()) {
            throw new JmException("--adopt is for a host that exists, as with the driver generic; the driver \""
                    + request.driverName() + "\" has none");
        }
    }

    boolean exists(String name) {
        try {
            return context.store().exists(name);
        } catch (JmException e) {
            throw e.within("Error checking if host exists");
        }
    }

    /** Leaves the machine as it is, or finishes it. */
    private void keep(String name) {
        Machines machines = context.machines();
        Machine machine = machines.one(List.of(name));
        if (new ExtrasFile(context.store().layout().extras(name)).isUnfinished()) {
            creation.resume(machine, machines::open, request.additions().provisioned());
            context.watchPorts(machines.one(List.of(name)));
            return;
        }
        String other = machine.driverName().equals(request.driverName())
                ? ""
                : ", with the driver " + machine.driverName() + " and not " + request.driverName();
        context.console()
                .error("The machine \"" + name + "\" exists" + other + ": nothing was changed" + differing(machine));
    }

    /** Names what is recorded otherwise than it is asked for now. */
    private String differing(Machine machine) {
        List<String> names = new ArrayList<>();
        if (!request.additions().group().isEmpty()
                && !request.additions()
                        .group()
                        .equals(new ExtrasFile(context.store().layout().extras(machine.name())).group())) {
            names.add("--group");
        }
        Machine asked = new Machine(machine.name(), machine.document().deepCopy());
        for (EngineOption option : EngineOption.values()) {
            option.set(asked, request.options());
            if (!option.of(asked).equals(option.of(machine))) {
                names.add("--" + option.optionName());
            }
        }
        return names.isEmpty() ? "" : "; other values are recorded for " + String.join(", ", names);
    }

    /** Recorded at once, so that --resume knows it too. */
    private Consumer<ExtrasFile> extras(@Nullable String dockerContext) {
        return extras -> {
            extras.setSshJump(request.sshJump());
            extras.setGroup(request.additions().group());
            if (!request.scripts().isEmpty()) {
                new ScriptRecord(extras).setPending(request.scripts());
            }
            if (dockerContext != null) {
                extras.addContext(dockerContext);
            }
            record.accept(extras);
        };
    }

    /** Again, because it must not fail silently here. */
    private void writeContext(Machine machine, Driver driver, String name) {
        Contexts contexts = context.contexts();
        contexts.write(machine, driver, name);
        context.console().info("To use it as a docker context, run: docker --context " + name + " info");
    }
}
