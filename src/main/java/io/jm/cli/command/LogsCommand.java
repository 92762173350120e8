package io.jm.cli.command;

import io.jm.access.SshSession;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.UsageException;
import io.jm.cli.Addition;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.machine.Machine;
import io.jm.os.BoundedReader;
import io.jm.os.IoReason;
import io.jm.os.Limits;
import io.jm.ssh.SshException;
import io.jm.text.ShellQuoting;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the log of a machine's engine, or what provisioning did there. */
@Command(
        name = "logs",
        headerHeading = HelpGroup.MAINTAIN,
        header = "Print the log of a machine's engine, or of its provisioning",
        descriptionHeading = Addition.COMMAND,
        description = {
            "The log of the engine is read over SSH: the journal where systemd runs, else",
            "/var/log/docker.log."
        },
        footer = {
            "Print the last lines and those that follow",
            "PROGRAM logs -f box",
            "Print the last 500 lines",
            "PROGRAM logs -n 500 box",
            "Print the commands that provisioning ran on the machine",
            "PROGRAM logs --provision box"
        },
        exitCodeList = {"255:There was no connection", "other:The exit status of the program that printed the log"})
final class LogsCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(
            names = {"--follow", "-f"},
            description = "Go on with new lines until Ctrl-C")
    private boolean follow;

    @Option(
            names = {"--lines", "-n"},
            defaultValue = "100",
            description = "Number of lines from the end of the log")
    private long lines = 100;

    @Option(names = "--provision", description = "Print the log of provisioning instead of the engine's")
    private boolean provision;

    @Parameters(arity = "0..*", paramLabel = "MACHINE", description = "The machine")
    private List<String> names = new ArrayList<>();

    LogsCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        if (names.size() != 1) {
            throw new UsageException("Error: Expected the name of one machine");
        }
        if (lines < 0) {
            throw new UsageException("Error: --lines must not be negative");
        }
        if (follow && provision) {
            throw new UsageException("Error: --follow is for the log of the engine only");
        }
        Machine machine = context.machines().one(names);
        return provision ? printProvisioning(machine) : printEngine(machine);
    }

    private ExitCode printProvisioning(Machine machine) {
        Path file = context.store().layout().provisionLog(machine.name());
        try {
            List<String> all =
                    BoundedReader.text(file, Limits.SMALL_FILE).lines().toList();
            for (String line : all.subList((int) Math.max(0, all.size() - lines), all.size())) {
                context.console().result(line);
            }
            return ExitCode.OK;
        } catch (NoSuchFileException e) {
            throw new JmException(
                    "There is no log of provisioning for \"" + machine.name() + "\": " + file + " does not exist", e);
        } catch (IOException e) {
            throw new JmException("open " + file + ": " + IoReason.of(e), e);
        }
    }

    private ExitCode printEngine(Machine machine) {
        SshSession session = new SshSession(context.machineDrivers(), context.sshTargets(), context.ssh());
        try {
            return new ExitCode(session.run(machine, List.of(remoteCommand())));
        } catch (SshException e) {
            throw new JmException(e.getMessage(), ExitCode.NO_CONNECTION, e);
        }
    }

    /** For any login shell; sudo as in provisioning, where the user is not root. */
    private String remoteCommand() {
        String script = """
                sudo=
                if [ "$(id -u)" != 0 ]; then sudo='sudo -n'; fi
                if [ -d /run/systemd/system ]; then
                    exec $sudo journalctl -u docker.service --no-pager -o short-iso -n LINES FOLLOW
                fi
                if [ -e /var/log/docker.log ]; then exec $sudo tail -n LINES FOLLOW /var/log/docker.log; fi
                echo 'There is no log of the engine: systemd does not run, and there is no /var/log/docker.log' >&2
                exit 1
                """;
        return "sh -c "
                + ShellQuoting.singleQuoted(
                        script.strip().replace("LINES", Long.toString(lines)).replace(" FOLLOW", follow ? " -f" : ""));
    }
}
