package io.jm.forwarding;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.connection.EngineAccess;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.driver.PortForwarding;
import io.jm.drivers.SshTargets;
import io.jm.engine.ContainerClient;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Daemon;
import io.jm.os.Environment;
import io.jm.os.IoReason;
import io.jm.os.LockedFile;
import io.jm.os.Setting;
import io.jm.ssh.SshExecutors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The watchers of machines: at most one process for each machine whose driver forwards ports. */
public final class Watchers {
    /** The command that a watcher process runs. */
    static final String COMMAND = "watch-ports";

    private final StoreLayout layout;
    private final SshExecutors ssh;
    private final SshTargets targets;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    /**
     * Creates an instance.
     *
     * @param ssh how a watcher logs in to set a machine's clock
     */
    public Watchers(
            StoreLayout layout,
            SshExecutors ssh,
            SshTargets targets,
            Console console,
            Environment environment,
            Ticker ticker) {
        this.layout = layout;
        this.ssh = ssh;
        this.targets = targets;
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /**
     * Starts the watcher of a machine that runs, if its driver forwards ports and it has none; if it has one, reports the
     * ports that it cannot forward. That a watcher cannot be started is a warning: the machine itself works.
     */
    public void ensure(Machine machine, Driver driver) {
        String name = machine.name();
        if (!driver.forwardsPorts()) {
            return;
        }
        try {
            if (LockedFile.isHeld(layout.watchLock(name))) {
                report(name);
            } else if (driver.state() == MachineState.RUNNING) {
                start(name);
            }
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            // the standard output of ip and env is read by shells
            console.error("Ports that containers publish on \"" + name + "\" are not forwarded: " + e.getMessage());
        }
    }

    /** Reports from the file of a watcher that runs: one that was killed leaves the file, too. */
    private void report(String name) {
        try {
            new PortsFile(layout.ports(name)).failures().forEach(line -> console.error("\"" + name + "\": " + line));
        } catch (IOException e) {
            throw new JmException("open " + layout.ports(name) + ": " + IoReason.of(e), e);
        }
    }

    private void start(String name) {
        List<String> command = new ArrayList<>(environment.ownCommand());
        command.add(COMMAND);
        command.add(name);
        Map<String, String> variables = Map.of(
                Setting.STORAGE_PATH.variable(),
                layout.root().toString(),
                Setting.DEFAULTS.variable(),
                environment.usesDockerMachineDefaults() ? "docker-machine" : "jm");
        Daemon.start(command, variables, layout.watchLog(name));
    }

    /**
     * Watches a machine until it stops; returns at once if another process does, or if the driver forwards no ports.
     *
     * @throws JmException if the machine does not run
     */
    public void watch(Machine machine, Driver driver) {
        String name = machine.name();
        if (!driver.forwardsPorts()) {
            return;
        }
        try (LockedFile lock = LockedFile.take(layout.watchLock(name))) {
            if (lock != null) {
                watchAlone(machine, driver);
            }
        }
    }

    private void watchAlone(Machine machine, Driver driver) {
        String name = machine.name();
        WatchLog log = new WatchLog(layout.watchLog(name), ticker);
        try (PortForwarding forwarding = driver.portForwarding();
                ContainerClient engine = client(machine, driver)) {
            if (forwarding == null) {
                return;
            }
            Forwards forwards = new Forwards(forwarding, driver.ip(), log, new PortsFile(layout.ports(name)));
            GuestClock clock = new GuestClock(engine, () -> ssh.open(targets.of(name, driver)), log, ticker);
            PortWatcher.inBackground("guest-clock", clock::run);
            new PortWatcher(engine, forwarding, forwards, log, Pace.NORMAL).run();
        }
    }

    private ContainerClient client(Machine machine, Driver driver) {
        EngineAccess access = EngineAccess.of(layout, machine, driver, driver.url());
        return new ContainerClient(access.address(), access.tls());
    }
}
