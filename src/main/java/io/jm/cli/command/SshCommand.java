package io.jm.cli.command;

import io.jm.access.SshSession;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.cli.HelpGroup;
import io.jm.cli.PassesArgumentsThrough;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.os.Setting;
import io.jm.ssh.SshException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Logs in to a machine, or runs one command there. */
@Command(
        name = "ssh",
        headerHeading = HelpGroup.CONNECT,
        header = "Log in to a machine with SSH, or run a command there",
        description = {
            "Without MACHINE, the machine called \"default\" is used. Options of ssh stand between",
            "MACHINE and the command."
        },
        footer = {
            "Log in",
            "PROGRAM ssh box",
            "Run a command",
            "PROGRAM ssh box uname -a",
            "Forward a port of the machine",
            "PROGRAM ssh box -L 8080:localhost:80"
        },
        exitCodeList = {
            "255:As jm, there was no connection",
            "other:As jm, the exit status of the command (see " + Setting.Names.SSH_EXIT_STATUS + ")"
        })
final class SshCommand implements Callable<ExitCode>, PassesArgumentsThrough {
    private final Context context;

    @Parameters(
            arity = "0..*",
            paramLabel = "[MACHINE [COMMAND...]]",
            description = "The machine, then options of ssh and a command")
    private List<String> arguments = new ArrayList<>();

    SshCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        boolean remote = keepsRemoteStatus(context.environment());
        Machine machine = context.machines().one(arguments.isEmpty() ? List.of() : arguments.subList(0, 1));
        SshSession session = new SshSession(context.machineDrivers(), context.sshTargets(), context.ssh());
        int status;
        try {
            status = session.run(machine, arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()));
        } catch (SshException e) {
            throw remote ? new JmException(e.getMessage(), ExitCode.NO_CONNECTION, e) : asBefore(e);
        }
        if (status != 0 && !remote) {
            throw new JmException("exit status " + status);
        }
        return new ExitCode(status);
    }

    /** Prints the reason and returns the error that scripts expect of ssh; a rejected key has its own error. */
    private JmException asBefore(SshException e) {
        if (e.permanent()) {
            return e;
        }
        context.console().error(e.getMessage());
        return new JmException("exit status " + ExitCode.NO_CONNECTION.value(), e);
    }

    /** Returns whether the exit code is the remote command's; otherwise it is 1, with the status in a message. */
    private static boolean keepsRemoteStatus(Environment environment) {
        String value = environment.get(Setting.SSH_EXIT_STATUS);
        return switch (value) {
            case "remote" -> true;
            case "one" -> false;
            default ->
                throw new JmException(
                        Setting.SSH_EXIT_STATUS.variable() + " must be remote or one, not \"" + value + "\"");
        };
    }
}
