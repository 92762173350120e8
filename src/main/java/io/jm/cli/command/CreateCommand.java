package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.TakesDriverFlags;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.HostName;
import io.jm.lifecycle.Machines;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a machine. */
@Command(
        name = "create",
        headerHeading = HelpGroup.CREATE,
        header = "Create a machine",
        description = {
            "Creates a host with the given driver, installs a Docker engine on it and secures it with",
            "TLS. A name consists of letters, digits, '-' and '.'.",
            "",
            "Without --driver and " + Setting.Names.DRIVER + ", jm takes virtualbox if VBoxManage and that driver are",
            "installed, else qemu; docker-machine takes virtualbox.",
            "",
            "Run 'PROGRAM create --driver NAME --help' to include the options of that driver."
        },
        footer = {
            "Record an engine that another tool manages",
            "PROGRAM create --driver none --url tcp://192.0.2.5:2376 box",
            "Turn a host that SSH reaches into a Docker host",
            "PROGRAM create --driver generic --generic-ip-address 192.0.2.7 --generic-ssh-key ~/.ssh/id_ed25519 box",
            "Finish a creation that failed half-way",
            "PROGRAM create --resume box"
        },
        exitCodeList = {
            "3:The driver refused the machine before anything was created",
            "130:Interrupted (Ctrl-C, SIGTERM, SIGHUP); the state is saved, and --resume continues"
        })
final class CreateCommand implements Callable<ExitCode>, TakesDriverFlags {
    private final Context context;

    @Mixin
    private CreateOptions shared = new CreateOptions();

    @Option(names = "--resume", order = Addition.OPTION, description = "Continue a creation that failed half-way")
    private boolean resume;

    @Option(
            names = "--plan",
            order = Addition.OPTION,
            description = "Print the commands that would change the host, and change nothing; may wait for SSH")
    private boolean plan;

    @Option(names = "--context", order = Addition.OPTION, description = "Also create a docker context for the machine")
    private boolean dockerContext;

    @Parameters(arity = "0..*", paramLabel = "MACHINE", description = "The name of the new machine")
    private List<String> names = new ArrayList<>();

    private DriverOptions options = new DriverOptions(Map.of());
    private Set<String> given = Set.of();

    CreateCommand(Context context) {
        this.context = context;
    }

    @Override
    public String defaultDriver(List<String> arguments) {
        // the driver is recorded
        if (arguments.contains("--resume") || arguments.contains("-resume")) {
            return "";
        }
        return context.defaultDriver().name();
    }

    @Override
    public List<CreateFlag> driverFlags(String driverName) {
        return context.driverFlags(driverName);
    }

    @Override
    public void given(Set<String> names) {
        this.given = names;
    }

    @Override
    public void accept(DriverOptions given) {
        this.options = given;
    }

    @Override
    public ExitCode call() {
        if (plan) {
            // standard output contains only the commands of the plan
            context.console().infoToStandardError();
        }
        if (names.size() > 1) {
            throw new JmException("Invalid command line. Found extra arguments ["
                    + String.join(" ", names.subList(1, names.size())) + "]");
        }
        if (names.isEmpty() || names.get(0).isEmpty()) {
            throw new UsageException("Error: No machine name specified");
        }
        String name = names.get(0);
        HostName.require(name);
        String discovery = options.text("swarm-discovery");
        if (!discovery.isEmpty() && !discovery.contains("://")) {
            throw new JmException(
                    "Error parsing swarm discovery: Swarm Discovery URL was in the wrong format: " + discovery);
        }
        if (resume) {
            return resume(name);
        }
        return create(name);
    }

    private ExitCode resume(String name) {
        Machines machines = context.machines();
        Machine machine = machines.one(List.of(name));
        refuseOptions(machine);
        context.creation().resume(machine, machines::open);
        context.watchPorts(machines.one(List.of(name)));
        return ExitCode.OK;
    }

    /** Rejects options, because those on record apply; the same driver may be given again. */
    private void refuseOptions(Machine machine) {
        List<String> ignored = new ArrayList<>();
        for (String option : new TreeSet<>(given)) {
            boolean same = option.equals("driver") && options.text("driver").equals(machine.driverName());
            if (!same && !option.equals("resume")) {
                ignored.add("--" + option);
            }
        }
        if (!ignored.isEmpty()) {
            throw new JmException("create --resume uses the options recorded for \"" + machine.name() + "\": leave out "
                    + String.join(", ", ignored) + ", or remove the machine and create it again");
        }
    }

    private ExitCode create(String name) {
        String driverName = options.text("driver");
        if (driverName.isEmpty() && !given.contains("driver")) {
            driverName = context.defaultDriver().installed(options);
        }
        try (Driver driver = context.machineDrivers().openNew(name, driverName)) {
            if (exists(name)) {
                throw new JmException("Docker machine \"" + name + "\" already exists");
            }
            try {
                driver.configure(options);
            } catch (JmException e) {
                throw e.within("Error setting machine configuration from flags provided");
            }
            Machine machine = shared.document(context, name, driverName, driver, options);
            if (plan) {
                context.creation().plan(machine, driver);
            } else if (dockerContext) {
                createWithContext(machine, driver);
            } else {
                create(machine, driver, extras -> {});
            }
        }
        return ExitCode.OK;
    }

    private void create(Machine machine, Driver driver, Consumer<ExtrasFile> extras) {
        context.creation().create(machine, driver, extras);
        context.watchPorts(machine, driver);
    }

    /** The name is checked before anything is made, and recorded at once, so that --resume makes the context too. */
    private void createWithContext(Machine machine, Driver driver) {
        Contexts contexts = context.contexts();
        String free = contexts.freeName(machine.name(), null);
        create(machine, driver, extras -> extras.setContexts(List.of(free)));
        // again, because it must not fail silently here
        contexts.write(machine, driver, free);
        context.console().info("To use it as a docker context, run: docker --context " + free + " info");
    }

    private boolean exists(String name) {
        try {
            return context.store().exists(name);
        } catch (JmException e) {
            throw e.within("Error checking if host exists");
        }
    }
}
