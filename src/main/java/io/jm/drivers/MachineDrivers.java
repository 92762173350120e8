package io.jm.drivers;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.drivers.missing.MissingDriver;
import io.jm.drivers.none.NoneDriver;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Opens the drivers of machines. The caller closes them. */
public final class MachineDrivers {
    /** The machine that docker-machine names to a driver which is only asked for its options. */
    private static final String FLAG_LOOK_UP = "flag-lookup";

    private final DriverFactory factory;
    private final Path storePath;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;

    /**
     * Opens drivers for the machines of one store.
     *
     * @param storePath the root of the store, absolute
     * @param console where drivers report what they do
     */
    public MachineDrivers(
            DriverFactory factory, Path storePath, Console console, Environment environment, Ticker ticker) {
        this.factory = factory;
        this.storePath = storePath;
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
    }

    /** The machine's driver, loaded with what is recorded; one that stands in for it if it is not installed. */
    public Driver open(Machine machine) {
        return loaded(machine, context(machine.name()));
    }

    /**
     * As {@link #open(Machine)}, but with docker-machine's defaults a driver that is not installed is an error, which
     * scripts rely on.
     */
    public Driver openInstalled(Machine machine) {
        Driver driver = open(machine);
        if (!driver.isInstalled() && environment.usesDockerMachineDefaults()) {
            driver.state();
        }
        return driver;
    }

    /**
     * The driver of a machine that is to be created, with its defaults.
     *
     * @throws DriverNotFoundException if it is not installed
     */
    public Driver openNew(String machine, String driver) {
        try {
            return factory.open(DriverName.of(driver), context(machine));
        } catch (DriverNotFoundException e) {
            throw e.and(DefaultDriver.inPlaceOf(driver));
        }
    }

    /** A driver that only records the address of an engine with TLS; nothing is stored. */
    public Driver openRecord(String machine, String url) {
        return NoneDriver.of(context(machine), url);
    }

    /**
     * The options that a driver adds to {@code create}; asking may start a plugin.
     *
     * @throws DriverNotFoundException if it is not installed
     */
    public List<CreateFlag> flags(String driver) {
        try (Driver opened = openNew(FLAG_LOOK_UP, driver)) {
            return opened.createFlags();
        }
    }

    private DriverContext context(String machine) {
        return new DriverContext(machine, storePath, console, environment, ticker);
    }

    /** As {@link #open(Machine)}, for one of many machines; no answer is waited for longer than the timeout. */
    public Driver openInBulk(Machine machine, Duration timeout) {
        return loaded(machine, context(machine.name()).inBulk(timeout));
    }

    private Driver loaded(Machine machine, DriverContext context) {
        Driver driver = open(machine, context);
        boolean loaded = false;
        try {
            driver.load(machine.driver());
            loaded = true;
            return driver;
        } finally {
            if (!loaded) {
                driver.close();
            }
        }
    }

    /** Whether opening that machine's driver starts a process. */
    public boolean startsProcess(Machine machine) {
        try {
            return factory.startsProcess(machine);
        } catch (DriverNotFoundException e) {
            return false;
        }
    }

    /** A machine whose driver is missing can still be looked at and forgotten. */
    private Driver open(Machine machine, DriverContext context) {
        try {
            return factory.openFor(machine, context);
        } catch (DriverNotFoundException e) {
            return new MissingDriver(e, context);
        }
    }
}
