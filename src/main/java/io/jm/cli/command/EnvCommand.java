package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.EngineVariables;
import io.jm.cli.HelpGroup;
import io.jm.connection.ClientEnvironment;
import io.jm.connection.ConnectionCheck;
import io.jm.connection.VariableDocument;
import io.jm.shell.Shell;
import io.jm.shell.ShellDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the shell commands that connect a Docker client to a machine. */
@Command(
        name = "env",
        headerHeading = HelpGroup.CONNECT,
        header = "Print the shell commands that connect the Docker client to a machine",
        description = {
            "Without MACHINE, the machine called \"default\" is used. The engine of a recorded machine",
            "(driver none) is not contacted, any other is. Log messages go to standard error, so that",
            "a shell can evaluate standard output."
        },
        footer = {
            "Connect the Docker client of this shell to a machine",
            "eval $(PROGRAM env box)",
            "The same in fish",
            "eval (PROGRAM env --shell fish box)",
            "The same in PowerShell",
            "PROGRAM env --shell powershell box | Invoke-Expression",
            "Print the variables for docker run --env-file",
            "PROGRAM env --shell dotenv box",
            "Disconnect it again",
            "eval $(PROGRAM env --unset)"
        })
final class EnvCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(names = "--swarm", description = "Print the address of the classic Swarm master instead of the engine")
    private boolean swarm;

    @Option(
            names = "--shell",
            defaultValue = "",
            description = "Shell for which to print: bash, cmd, emacs, fish, powershell, pwsh, sh, tcsh, zsh, "
                    + "or json or dotenv; that of the variable SHELL if not given")
    private String shell = "";

    @Option(
            names = {"--unset", "-u"},
            description = "Unset the variables instead of setting them")
    private boolean unset;

    @Option(names = "--no-proxy", description = "Add the address of the machine to NO_PROXY")
    private boolean noProxy;

    @Option(
            names = "--cached",
            order = Addition.OPTION,
            description = "Print what is recorded without contacting the engine")
    private boolean cached;

    @Option(names = "--check", order = Addition.OPTION, description = "Contact the engine first, whatever the driver")
    private boolean check;

    @Parameters(arity = "0..*", paramLabel = "[MACHINE]", description = "The machine")
    private List<String> names = new ArrayList<>();

    EnvCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (unset && !names.isEmpty()) {
            throw new JmException("Error: Expected no machine name when the -u flag is present");
        }
        Map<String, String> variables = unset
                ? new ClientEnvironment(context.environment()).unset(noProxy)
                : new EngineVariables(context, ConnectionCheck.Mode.of(check, cached), noProxy)
                        .of(context.machines().one(names), swarm);
        context.console().write(text(variables));
        return ExitCode.OK;
    }

    private String text(Map<String, String> variables) {
        return switch (shell.toLowerCase(Locale.ROOT)) {
            case "json" -> VariableDocument.json(variables);
            case "dotenv" -> VariableDocument.dotenv(variables);
            default -> {
                Shell syntax = new ShellDetector(context.environment(), context.console()).detect(shell);
                yield ClientEnvironment.lines(variables, syntax)
                        + ClientEnvironment.hint(syntax, context.commandLine());
            }
        };
    }
}
