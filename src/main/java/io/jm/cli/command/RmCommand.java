package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
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
@Command(
        name = "rm",
        headerHeading = HelpGroup.CREATE,
        header = "Remove machines",
        description = {
            "Removes the instance at the provider and the record in the store, after a question. A",
            "machine of the driver none or generic has no instance: only its record is removed."
        },
        footer = {
            "Remove two machines without being asked",
            "PROGRAM rm -y box other",
            "Forget a machine whose provider is gone",
            "PROGRAM rm --force box"
        },
        exitCodeList = {
            "0:The machines were removed, or the answer was not yes; with --force also if an instance was not removed",
            "1:The command failed, or its arguments are wrong; with --force if an instance was not removed only if "
                    + Setting.Names.STRICT_RM + " is 1"
        })
final class RmCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--force", "-f"},
            description = "Remove the record even if the instance cannot be removed; implies -y")
    private boolean force;

    @Option(names = "-y", description = "Do not ask")
    private boolean yes;

    @Parameters(arity = "0..*", paramLabel = "MACHINE...", description = "The machines")
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
        List<String> errors = new Removal(
                        context.store(),
                        context.machineDrivers(),
                        console,
                        context.environment(),
                        context.ticker(),
                        force)
                .remove(names);
        if (errors.isEmpty()) {
            return ExitCode.OK;
        }
        if (!force) {
            throw new JmException(String.join("\n", errors));
        }
        boolean strict = context.environment().get(Setting.STRICT_RM).equals("1");
        return strict ? ExitCode.FAILED : ExitCode.OK;
    }
}
