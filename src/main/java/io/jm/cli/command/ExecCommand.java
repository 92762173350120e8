package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.EngineVariables;
import io.jm.cli.HelpGroup;
import io.jm.cli.Parallel;
import io.jm.cli.SelectionOptions;
import io.jm.cli.TakesCommandLine;
import io.jm.connection.ConnectionCheck;
import io.jm.console.LabelledOutput;
import io.jm.machine.Machine;
import io.jm.machine.MachineName;
import io.jm.os.Children;
import io.jm.os.Environment;
import io.jm.os.LocalCommand;
import io.jm.os.Setting;
import io.jm.os.StandardInput;
import io.jm.text.Printable;
import io.jm.text.ShellQuoting;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command on this computer whose Docker client uses a machine, or several at the same time. */
@Command(
        name = "exec",
        headerHeading = HelpGroup.CONNECT,
        header = "Run a local command whose Docker client uses a machine",
        descriptionHeading = Addition.COMMAND,
        description = {
            "The command runs on this computer, without a shell, with the variables that env prints. Without",
            "COMMAND, your shell is started. Options stand before MACHINE. To run a command on the machine itself,",
            "use 'PROGRAM ssh MACHINE COMMAND'.",
            "",
            "For several machines, -- stands between them and COMMAND. Each line that it prints starts with the name",
            "of the machine then, and its standard input is empty; with --stdin each gets a copy of it."
        },
        footer = {
            "List the containers of a machine",
            "PROGRAM exec box docker ps",
            "Start a shell that uses the machine",
            "PROGRAM exec box",
            "Pull an image on two machines",
            "PROGRAM exec web-1 web-2 -- docker pull nginx",
            "Pull it on all machines of a group",
            "PROGRAM exec --group web -- docker pull nginx",
            "Import an image on all of them",
            "PROGRAM exec --group web --stdin -- docker load <app.tar",
            "List the nodes of a swarm",
            "PROGRAM exec --swarm prod docker node ls"
        },
        exitCodeList = {
            "1:The command failed for one of several machines",
            "126:The command cannot be executed",
            "127:The command is not found",
            "255:The engine cannot be reached",
            "other:The exit status of the command; 128 + N if signal N ended it"
        })
final class ExecCommand implements Callable<ExitCode>, TakesCommandLine {
    private static final String SEPARATOR = "--";

    private final Context context;

    @Option(names = "--cached", description = "Use what is recorded without contacting the engine")
    private boolean cached;

    @Option(names = "--check", description = "Contact the engine first, whatever the driver")
    private boolean check;

    @Option(names = "--no-proxy", description = "Add the address of the machine to NO_PROXY")
    private boolean noProxy;

    @Option(names = "--swarm", description = "Use a manager of this cluster that answers")
    private @Nullable String cluster;

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Option(
            names = "--parallel",
            defaultValue = "8",
            description = "For how many machines the command runs at the same time")
    private long parallel = 8;

    @Option(names = "--no-prefix", description = "Print the lines without the names of the machines")
    private boolean noPrefix;

    @Option(
            names = "--stdin",
            description = "Give each of several machines a copy of the standard input, made in a temporary file first")
    private boolean input;

    @Option(names = "--fail-fast", description = "After a failure end the commands of the other machines")
    private boolean failFast;

    @Parameters(
            arity = "0..*",
            paramLabel = "MACHINE... [--] [COMMAND...]",
            description = "The machines, then the command and its arguments")
    private List<String> arguments = new ArrayList<>();

    ExecCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        Parallel.checked(parallel);
        if (cluster != null) {
            return runAtManager(cluster);
        }
        int separator = separator();
        // without -- the first argument is the machine, if no option selects machines
        int machines = separator >= 0 ? separator : selection.areGiven() ? 0 : Math.min(1, arguments.size());
        List<String> command = arguments.subList(separator >= 0 ? separator + 1 : machines, arguments.size());
        List<String> names = selection.names(context, arguments.subList(0, machines));
        if (names.size() == 1 && !selection.areGiven()) {
            return runOne(context.machines().one(names), command);
        }
        if (command.isEmpty()) {
            throw new UsageException("Error: Expected a command after --, since several machines are selected");
        }
        if (names.isEmpty()) {
            throw new JmException("No machine matches: " + context.environment().programName() + " ls lists them");
        }
        if (!selection.areGiven()) {
            refuseUnknown(names);
        }
        return runEach(names, command);
    }

    /** All arguments are the command. */
    private ExitCode runAtManager(String name) {
        if (selection.areGiven()) {
            throw new UsageException("Error: --swarm selects one machine; --all, --group and --filter select others");
        }
        boolean separated = !arguments.isEmpty() && arguments.get(0).equals(SEPARATOR);
        List<String> command = separated ? arguments.subList(1, arguments.size()) : arguments;
        return runOne(context.store().load(context.swarms().manager(name)), command);
    }

    /**
     * Returns where {@code --} is that stands before the command; -1 if there is none. After an argument that starts
     * with a dash, which no machine does, it belongs to the command of one machine.
     */
    private int separator() {
        int separator = arguments.indexOf(SEPARATOR);
        for (int i = 0; i < separator; i++) {
            if (arguments.get(i).startsWith("-")) {
                return -1;
            }
        }
        return separator;
    }

    /** Before anything runs: with a mistyped command line, parts of the command may stand before {@code --}. */
    private void refuseUnknown(List<String> names) {
        try {
            context.machines().several(names);
        } catch (JmException e) {
            throw new JmException(
                    e.getMessage() + "\nThe arguments before -- are machines. If -- belongs to the command, put another"
                            + " one before it: " + context.environment().programName() + " exec MACHINE -- COMMAND...",
                    e);
        }
    }

    private ExitCode runOne(Machine machine, List<String> command) {
        Map<String, String> variables = variables(engines(), machine);
        List<String> run = command.isEmpty() ? List.of(shell(machine)) : command;
        context.console().flush();
        try {
            return new ExitCode(new LocalCommand(run, variables, context.environment()).foreground());
        } catch (JmException e) {
            throw isMachine(run.get(0)) ? severalMachines(machine.name(), run, e) : e;
        }
    }

    private boolean isMachine(String name) {
        return MachineName.isValid(name) && context.store().exists(name);
    }

    /** Explains a program that was not found since it is another machine. */
    private JmException severalMachines(String first, List<String> run, JmException notFound) {
        int machines = 1;
        while (machines < run.size() && isMachine(run.get(machines))) {
            machines++;
        }
        List<String> names = new ArrayList<>(List.of(first));
        names.addAll(run.subList(0, machines));
        List<String> command = run.subList(machines, run.size());
        return new JmException(
                notFound.getMessage() + "\n\"" + run.get(0) + "\" is a machine; put -- before the command: "
                        + Printable.line(context.environment().program() + " exec " + ShellQuoting.join(names) + " -- "
                                + (command.isEmpty() ? "COMMAND" : ShellQuoting.join(command))),
                notFound.exitCode(),
                notFound);
    }

    private ExitCode runEach(List<String> names, List<String> command) {
        Environment environment = context.environment();
        EngineVariables engines = engines();
        InputStream standard = context.console().streams().in();
        try (StandardInput copy = input ? StandardInput.copy(standard) : null;
                Children children = new Children(environment)) {
            ExecEach each = new ExecEach(
                    names,
                    name -> new LocalCommand(
                            command, variables(engines, context.store().load(name)), environment),
                    children,
                    failFast,
                    copy == null ? null : copy.file());
            context.console().flush();
            LabelledOutput output = new LabelledOutput(
                    context.console().streams(),
                    names,
                    !noPrefix,
                    environment.showsColours(1),
                    environment.showsColours(2),
                    each::stop);
            return each.run(Parallel.checked(parallel), output);
        } finally {
            // a loop of a script has lines for the loop there, so this is no error
            if (StandardInput.isLeft(standard)) {
                context.console()
                        .error("Warning: nothing of the standard input was used: the commands of several machines get"
                                + " none, or each a copy with --stdin (</dev/null leaves this warning out)");
            }
        }
    }

    private EngineVariables engines() {
        return new EngineVariables(context, ConnectionCheck.Mode.of(check, cached), noProxy);
    }

    private static Map<String, String> variables(EngineVariables engines, Machine machine) {
        try {
            Map<String, String> variables = engines.of(machine, false);
            variables.put(Setting.DOCKER_CONTEXT.variable(), "");
            return variables;
        } catch (JmException e) {
            throw new JmException(e.getMessage(), ExitCode.NO_CONNECTION, e);
        }
    }

    private String shell(Machine machine) {
        Environment environment = context.environment();
        if (environment.get(Setting.ERROR_TERMINAL).equals("1")) {
            context.console().error("This shell uses \"" + machine.name() + "\"; exit ends it.");
        }
        return environment.get(Setting.SHELL, environment.windows() ? "cmd" : "/bin/sh");
    }
}
