package io.jm.cli.command;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.cli.Context;
import io.jm.connection.ClientConnection;
import io.jm.connection.ClientEnvironment;
import io.jm.connection.ConnectionCheck;
import io.jm.driver.Driver;
import io.jm.machine.Machine;
import io.jm.shell.Shell;
import io.jm.shell.ShellDetector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the lines that point a Docker client at a machine, for the user's shell to evaluate. */
@Command(
        name = "env",
        header = "Display the commands to set up the environment for the Docker client",
        description = "Argument is a machine name.")
final class EnvCommand implements Callable<ExitCode> {
    private final Context context;

    @Option(names = "--swarm", description = "Display the Swarm config instead of the Docker daemon")
    private boolean swarm;

    @Option(
            names = "--shell",
            defaultValue = "",
            description = "Force environment to be configured for a specified shell: "
                    + "[fish, cmd, powershell, tcsh, emacs], default is auto-detect")
    private String shell = "";

    @Option(
            names = {"--unset", "-u"},
            description = "Unset variables instead of setting them")
    private boolean unset;

    @Option(names = "--no-proxy", description = "Add machine IP to NO_PROXY environment variable")
    private boolean noProxy;

    @Option(names = "--cached", description = "Print what is recorded without contacting the Docker daemon")
    private boolean cached;

    @Option(names = "--check", description = "Contact the Docker daemon first, whatever the driver")
    private boolean check;

    @Parameters(arity = "0..*", paramLabel = "arg", description = "The machine; default if left out")
    private List<String> names = new ArrayList<>();

    EnvCommand(Context context) {
        this.context = context;
    }

    @Override
    public ExitCode call() {
        context.console().narrateOnStandardError();
        if (unset && !names.isEmpty()) {
            throw new JmException("Error: Expected no machine name when the -u flag is present");
        }
        context.console().write(unset ? lines().unset(noProxy) : setLines());
        return ExitCode.OK;
    }

    private String setLines() {
        Machine machine = context.machines().one(names);
        try (Driver driver = context.machines().open(machine)) {
            ClientConnection connection = connection(machine, driver);
            ClientEnvironment lines = lines();
            return lines.set(connection, noProxy ? address(driver) : null);
        }
    }

    private ClientConnection connection(Machine machine, Driver driver) {
        ConnectionCheck connections = context.connections();
        try {
            return connections.to(machine, driver, swarm, ConnectionCheck.Mode.of(check, cached));
        } catch (JmException e) {
            throw e.within("Error checking TLS connection");
        }
    }

    private static @Nullable String address(Driver driver) {
        try {
            return driver.ip();
        } catch (JmException e) {
            throw e.within("Error getting host IP");
        }
    }

    private ClientEnvironment lines() {
        Shell spoken = new ShellDetector(context.environment(), context.console()).detect(shell);
        return new ClientEnvironment(spoken, context.environment(), context.commandLine());
    }
}
