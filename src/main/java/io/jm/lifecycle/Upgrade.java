package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.connection.EngineVersionQuery;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.engine.EngineClient;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.provision.host.EngineVersion;
import io.jm.provision.host.Host;

/** Brings a machine's engine to the newest version that its package source offers. */
public final class Upgrade {
    private final Provisioning provisioning;
    private final StoreLayout layout;
    private final EngineClient engine;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    public Upgrade(
            Provisioning provisioning,
            StoreLayout layout,
            EngineClient engine,
            Console console,
            Environment environment,
            Ticker ticker) {
        this.provisioning = provisioning;
        this.layout = layout;
        this.engine = engine;
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /**
     * Upgrades a machine, starting it first if need be.
     *
     * @throws JmException if its engine was adopted, or cannot be upgraded
     */
    public void run(Machine machine, Driver driver) {
        Adoption.refuse(layout, machine, environment);
        if (driver.state() != MachineState.RUNNING) {
            console.info("Starting machine so machine can be upgraded...");
            new MachineStart(console, ticker).run(machine, driver);
        }
        boolean purged = provisioning.onHost(machine, driver, known -> upgradeOrPurge(machine, driver, known));
        if (purged) {
            provisioning.provision(machine, driver);
        }
    }

    /** Whether the engine was so old that it had to be removed. */
    private boolean upgradeOrPurge(Machine machine, Driver driver, KnownHost known) {
        if (isAncient(version(machine, driver))) {
            known.distribution().removeLegacyEngine(known.host());
            return true;
        }
        upgrade(driver, known);
        return false;
    }

    private void upgrade(Driver driver, KnownHost known) {
        Host host = known.host();
        console.info("Upgrading docker...");
        console.progress("Upgrading the engine");
        String before = installed(host);
        known.distribution().upgrade(host);
        String after = installed(host);
        console.clearProgress();
        if (!before.isEmpty() && before.equals(after)) {
            console.info("The engine is already the newest version (" + after + ")");
            return;
        }
        console.info("Restarting docker...");
        int port = EnginePort.of(driver);
        known.restartEngine(port);
        known.awaitEngine(port);
    }

    private static String installed(Host host) {
        return EngineVersion.of(host.query(EngineVersion.COMMAND).output());
    }

    /** Returns the engine's version, or an empty text: an engine that does not answer can still be upgraded. */
    private String version(Machine machine, Driver driver) {
        try {
            return EngineVersionQuery.of(machine, driver, layout, engine).version();
        } catch (JmException e) {
            console.warn(e.getMessage());
            return "";
        }
    }

    /** Up to 1.13.1 the engine's package had another name and must go first. */
    private static boolean isAncient(String version) {
        return !version.isEmpty() && !version.contains("-ce") && EngineVersion.isBefore(version, 1, 14);
    }
}
