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
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import io.jm.machine.MachineName;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
            "Create three machines, web-1 to web-3, or those of them that are missing",
            "PROGRAM create --driver qemu --count 3 --if-not-exists --group web web",
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

    @Option(
            names = "--resume",
            order = Addition.OPTION,
            description = "Continue a creation that failed half-way; options of an existing host correct it")
    private boolean resume;

    @Option(
            names = "--plan",
            order = Addition.OPTION,
            description = "Print the commands that would change the host, and change nothing; may wait for SSH")
    private boolean plan;

    @Mixin
    private CreateAdditions additions = new CreateAdditions();

    @Parameters(arity = "0..*", paramLabel = "MACHINE", description = "The name of the new machine")
    private List<String> names = new ArrayList<>();

    private DriverOptions options = new DriverOptions(Map.of());
    private Set<String> given = Set.of();
    private List<CreateFlag> flags = List.of();

    CreateCommand(Context context) {
        this.context = context;
    }

    @Override
    public String defaultDriver(List<String> arguments) {
        if (arguments.contains("--resume") || arguments.contains("-resume")) {
            return recordedDriver(arguments);
        }
        return context.defaultDriver().name();
    }

    /** Returns the driver of the last machine among the arguments; empty if it is a plugin, which would be started to ask. */
    private String recordedDriver(List<String> arguments) {
        String driver = "";
        for (String name : arguments) {
            if (MachineName.isValid(name) && context.store().exists(name)) {
                Machine machine = context.store().load(name);
                driver = context.machineDrivers().startsProcess(machine) ? "" : machine.driverName();
            }
        }
        return driver;
    }

    @Override
    public List<CreateFlag> driverFlags(String driverName) {
        flags = context.driverFlags(driverName);
        return flags;
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
        if (names.size() > 1 && context.environment().calledAsDockerMachine()) {
            throw new JmException("Invalid command line. Found extra arguments ["
                    + String.join(" ", names.subList(1, names.size())) + "]");
        }
        if (names.isEmpty() || names.get(0).isEmpty()) {
            throw new UsageException("Error: No machine name specified");
        }
        List<String> wanted = additions.names(names);
        wanted.forEach(MachineName::require);
        String discovery = options.text("swarm-discovery");
        if (!discovery.isEmpty() && !discovery.contains("://")) {
            throw new JmException(
                    "Error parsing swarm discovery: Swarm Discovery URL was in the wrong format: " + discovery);
        }
        if (resume || plan || wanted.size() == 1) {
            return one(wanted);
        }
        new NewMachines(context, request()).create(wanted);
        return ExitCode.OK;
    }

    private ExitCode one(List<String> wanted) {
        if (wanted.size() > 1) {
            throw new UsageException("Error: --" + (resume ? "resume" : "plan") + " is for one machine at a time");
        }
        String name = wanted.get(0);
        if (resume) {
            return resume(name);
        }
        NewMachine machine = new NewMachine(context, request(), context.creation());
        if (plan) {
            machine.plan(name);
        } else {
            machine.create(name);
        }
        return ExitCode.OK;
    }

    /** Returns what the options ask for. */
    CreateRequest request() {
        additions.refuseChangesOfAdopted(given);
        String named = options.text("driver");
        String driverName = named.isEmpty() && !given.contains("driver")
                ? context.defaultDriver().installed(options)
                : named;
        return new CreateRequest(
                shared,
                additions,
                withPorts(userData(driverName), driverName),
                driverName,
                additions.sshJump(),
                ProvisionScriptFiles.read(additions.provisionScripts(), context.environment()));
    }

    private DriverOptions userData(String driverName) {
        String file = additions.userData();
        return file.isEmpty()
                ? options
                : new UserDataFile(file, context.environment()).addTo(options, driverName, flags, given);
    }

    private DriverOptions withPorts(DriverOptions wanted, String driverName) {
        return additions.openSwarmPorts() ? SwarmPorts.addTo(wanted, driverName, flags, context.console()) : wanted;
    }

    private ExitCode resume(String name) {
        Machines machines = context.machines();
        Machine machine = machines.one(List.of(name));
        ResumeOptions corrections = new ResumeOptions(given, options);
        if (corrections.areGiven(machine)) {
            try (Driver driver = context.machineDrivers().open(machine)) {
                corrections.refuseOthers(machine, driver, context.environment().program());
            }
        }
        context.creation().resume(machine, recorded -> corrections.correct(machines.open(recorded)), true);
        context.watchPorts(machines.one(List.of(name)));
        return ExitCode.OK;
    }
}
