package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.TakesCommandLine;
import io.jm.connection.ClientEnvironment;
import io.jm.connection.ConnectionCheck;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.os.LocalCommand;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command on this computer whose Docker client uses a machine. */
@Command(
        name = "exec",
        headerHeading = HelpGroup.CONNECT,
        header = "Run a local command whose Docker client uses a machine",
        descriptionHeading = Addition.COMMAND,
        description = {
            "The command runs on this computer, without a shell, with the variables that env prints. Without",
            "COMMAND, your shell is started. Options stand before MACHINE."
        },
        footer = {
            "List the containers of a machine",
            "PROGRAM exec box docker ps",
            "Start a shell that uses the machine",
            "PROGRAM exec box"
        },
        exitCodeList = {
            "126:The command cannot be executed",
            "127:The command is not found",
            "255:The engine cannot be reached",
            "other:The exit status of the command; 128 + N if signal N ended it"
        })
final class ExecCommand implements Callable<ExitCode>, TakesCommandLine {
    /** As of ssh. */
    private static final ExitCode NO_CONNECTION = new ExitCode(255);

    private final Context context;

    @Option(names = "--cached", description = "Use what is recorded without contacting the engine")
    private boolean cached;

    @Option(names = "--check", description = "Contact the engine first, whatever the driver")
    private boolean check;

    @Option(names = "--no-proxy", description = "Add the address of the machine to NO_PROXY")
    private boolean noProxy;

    @Parameters(
            arity = "0..*",
            paramLabel = "MACHINE [COMMAND...]",
            description = "The machine, then the command and its arguments")
    private List<String> arguments = new ArrayList<>();

    ExecCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (arguments.isEmpty()) {
            throw new UsageException("Error: Expected the name of a machine");
        }
        List<String> command = arguments.subList(1, arguments.size());
        if (!command.isEmpty() && command.get(0).equals("--")) {
            command = command.subList(1, command.size());
        }
        return runOne(context.machines().one(arguments.subList(0, 1)), command);
    }

    private ExitCode runOne(Machine machine, List<String> command) {
        Map<String, String> variables = variables(machine);
        Environment environment = context.environment();
        List<String> run = command.isEmpty() ? List.of(shell(machine)) : command;
        context.console().flush();
        return new ExitCode(new LocalCommand(run, variables, environment).foreground());
    }

    private Map<String, String> variables(Machine machine) {
        EngineVariables engine = new EngineVariables(context, ConnectionCheck.Mode.of(check, cached), noProxy);
        try {
            Map<String, String> variables = engine.of(machine, false);
            variables.put(ClientEnvironment.CONTEXT, "");
            return variables;
        } catch (JmException e) {
            throw new JmException(e.getMessage(), NO_CONNECTION, e);
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
