package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.EngineVariables;
import io.jm.cli.HelpGroup;
import io.jm.connection.ClientEnvironment;
import io.jm.connection.ConnectionCheck;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.shell.Shell;
import io.jm.shell.ShellDetector;
import io.jm.shell.ShellHook;
import io.jm.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Points the shell of the user at a machine, through a function of that shell. */
@Command(
        name = "use",
        headerHeading = HelpGroup.CONNECT,
        header = "Connect the Docker client of this shell to a machine",
        descriptionHeading = Addition.COMMAND,
        description = {
            "Sets the variables that env prints. No program can change the variables of the shell that",
            "started it, so a function in your shell does, which --hook prints. MACHINE is a name, or - for",
            "the machine that the shell used before."
        },
        footer = {
            "Prepare bash (zsh in the same way); add the line to ~/.bashrc",
            "eval \"$(PROGRAM use --hook bash)\"",
            "Prepare fish; add the line to ~/.config/fish/config.fish",
            "PROGRAM use --hook fish | source",
            "Prepare PowerShell; add the line to $PROFILE",
            "PROGRAM use --hook powershell | Out-String | Invoke-Expression",
            "Connect to a machine",
            "PROGRAM use box",
            "Go back to the machine before",
            "PROGRAM use -",
            "Disconnect",
            "PROGRAM use --unset"
        })
final class UseCommand implements Callable<ExitCode> {
    private static final String BEFORE = "-";

    private final Context context;

    @Option(
            names = "--hook",
            defaultValue = "",
            description = "Print the function for a shell: bash, zsh, fish or powershell")
    private String hook = "";

    @Option(
            names = {"--unset", "-u"},
            description = "Unset the variables instead of setting them")
    private boolean unset;

    @Option(names = "--no-proxy", description = "Add the address of the machine to NO_PROXY")
    private boolean noProxy;

    @Option(names = "--cached", description = "Use what is recorded without contacting the engine")
    private boolean cached;

    @Option(names = "--check", description = "Contact the engine first, whatever the driver")
    private boolean check;

    @Option(names = "--lines", description = "Print the lines that the function evaluates")
    private boolean lines;

    @Option(names = "--shell", defaultValue = "", description = "Shell for which to print the lines")
    private String shell = "";

    @Parameters(arity = "0..*", paramLabel = "[MACHINE | -]", description = "The machine")
    private List<String> names = new ArrayList<>();

    UseCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().infoToStandardError();
        if (!hook.isEmpty()) {
            context.console().write(function());
            return ExitCode.OK;
        }
        if (unset ? !names.isEmpty() : names.size() != 1) {
            throw new UsageException("Error: Expected the name of one machine, - for the one before, or --unset");
        }
        if (!lines) {
            throw noHook();
        }
        Environment environment = context.environment();
        Map<String, String> variables = variables();
        String current = environment.get(Setting.MACHINE_NAME);
        if (!current.isEmpty() && !current.equals(variables.get(Setting.MACHINE_NAME.variable()))) {
            variables.put(Setting.LAST_MACHINE.variable(), Printable.line(current));
        }
        Shell syntax = new ShellDetector(environment, context.console()).detect(shell);
        context.console().write(ClientEnvironment.lines(variables, syntax));
        return ExitCode.OK;
    }

    private Map<String, String> variables() {
        if (unset) {
            return new ClientEnvironment(context.environment()).unset(noProxy);
        }
        String name = names.get(0);
        if (name.equals(BEFORE)) {
            name = context.environment().get(Setting.LAST_MACHINE);
            if (name.isEmpty()) {
                throw new JmException("There is no machine that this shell used before");
            }
        }
        return new EngineVariables(context, ConnectionCheck.Mode.of(check, cached), noProxy)
                .of(context.machines().one(List.of(name)), false);
    }

    private String function() {
        ShellHook found = ShellHook.of(hook);
        if (found == null) {
            throw new UsageException("Error: There is no hook for \"" + Printable.excerpt(hook, 40)
                    + "\": --hook takes bash, zsh, fish or powershell");
        }
        Environment environment = context.environment();
        String name = environment.programName();
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            throw new JmException("A function cannot have the name of this program: " + Printable.line(name));
        }
        return found.function(name, program());
    }

    /** The program for the function: a name that the PATH finds, or an absolute path. */
    private String program() {
        Environment environment = context.environment();
        String program = environment.program();
        boolean name = program.equals(environment.programName());
        return name
                ? program
                : environment.workingDirectory().resolve(program).normalize().toString();
    }

    private JmException noHook() {
        Environment environment = context.environment();
        String path = environment.get(Setting.SHELL, environment.windows() ? "powershell" : "sh");
        String name = environment.baseName(path);
        ShellHook found = ShellHook.of(name);
        Shell syntax = new ShellDetector(environment, context.console()).detect(shell);
        List<String> now = new ArrayList<>(List.of(environment.program(), "env"));
        now.addAll(unset ? List.of("--unset") : names);
        String prepare = found == null
                ? "The command use needs bash, zsh, fish or PowerShell.\nInstead"
                : "Your shell does not have the hook of " + environment.programName() + ". Add this line to "
                        + found.startupFile() + ":\n  " + found.startupLine(environment.program())
                        + "\nWithout it";
        return new JmException(prepare + ", run:\n  " + syntax.evaluation(now));
    }
}
