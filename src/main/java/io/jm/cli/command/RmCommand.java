package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.console.Answer;
import io.jm.console.Console;
import io.jm.lifecycle.Removal;
import io.jm.os.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes machines. */
@Command(name = "rm", header = "Remove a machine", description = "Argument(s) are one or more machine names.")
final class RmCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--force", "-f"},
            description = "Remove local configuration even if machine cannot be removed; implies -y")
    private boolean force;

    @Option(names = "-y", description = "Remove without asking")
    private boolean yes;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machines")
    private List<String> names = new ArrayList<>();

    RmCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.isEmpty()) {
            throw new UsageException("Error: Expected to get one or more machine names as arguments");
        }
        Console console = context.console();
        console.info("About to remove " + String.join(", ", names));
        console.warn("WARNING: This action will delete both local reference and remote instance.");
        if (!force && !yes) {
            Answer answer = console.confirm("Are you sure? (y/n): ");
            if (answer == Answer.END_OF_INPUT) {
                console.error("Nothing removed: there was no answer. Use -y to remove without being asked.");
            }
            if (answer != Answer.YES) {
                return ExitCode.OK;
            }
        }
        List<String> complaints = new Removal(context.store(), context.machineDrivers(), console, force).remove(names);
        if (complaints.isEmpty()) {
            return ExitCode.OK;
        }
        if (!force) {
            throw new JmException(String.join("\n", complaints));
        }
        boolean strict = context.environment().get(Setting.STRICT_RM).equals("1");
        return strict ? ExitCode.FAILED : ExitCode.OK;
    }
}
