package io.jm.access;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.machine.Machine;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshOutput;
import io.jm.ssh.SshTarget;
import io.jm.ssh.client.SshClients;
import io.jm.text.ShellQuoting;
import java.util.List;

/** Lets the user work on a machine. */
public final class SshSession {
    private final MachineDrivers drivers;
    private final SshTargets targets;
    private final SshClients clients;

    /**
     * Creates an instance.
     *
     * @param drivers opens the machine's driver
     * @param targets where and how to log in
     * @param clients the SSH clients
     */
    public SshSession(MachineDrivers drivers, SshTargets targets, SshClients clients) {
        this.drivers = drivers;
        this.targets = targets;
        this.clients = clients;
    }

    /** Runs a command, or a shell if there are no arguments, with our streams; returns the remote exit status. */
    public int run(Machine machine, List<String> arguments) {
        try {
            return clients.attach(target(machine), arguments);
        } catch (SshException e) {
            if (e.kind() == SshException.Kind.AUTHENTICATION && targets.isOnlyEngine(machine.name())) {
                // the user may have a login of their own, so it was tried
                throw new SshException(
                        "the machine \"" + machine.name() + "\" was shared without SSH access, only docker works: "
                                + e.getMessage(),
                        e.kind(),
                        e);
            }
            throw e;
        }
    }

    /** Runs a command whose arguments the machine's shell does not change, and returns what it printed. */
    public SshOutput capture(Machine machine, List<String> command) {
        try (SshExecutor ssh = clients.open(target(machine))) {
            return ssh.runApart(ShellQuoting.join(command));
        }
    }

    /** The driver is asked and let go before the session starts: a plugin need not live as long as a shell. */
    private SshTarget target(Machine machine) {
        try (Driver driver = drivers.open(machine)) {
            if (driver.capabilities().ssh() && driver.isInstalled() && driver.state() != MachineState.RUNNING) {
                throw new JmException("Error: Cannot run SSH command: Host \"" + machine.name() + "\" is not running");
            }
            return targets.of(machine.name(), driver);
        }
    }
}
