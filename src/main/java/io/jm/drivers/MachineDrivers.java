package io.jm.drivers;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverNotFoundException;
import io.jm.drivers.missing.MissingDriver;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Opens the drivers of machines that exist.
 *
 * @param factory makes drivers by name
 * @param storePath the root of the store, absolute
 * @param console where drivers tell what they do
 * @param environment the process's environment
 * @param ticker the clock
 */
public record MachineDrivers(
        DriverFactory factory, Path storePath, Console console, Environment environment, Ticker ticker) {
    /** The machine's driver with what it remembers; whoever asks closes it. */
    public Driver open(Machine machine) {
        return open(machine, DriverContext.ENDLESS);
    }

    /** The same for somebody who waits for no answer longer than that. */
    public Driver open(Machine machine, Duration patience) {
        DriverContext context =
                new DriverContext(machine.name(), storePath, console, environment, ticker).within(patience);
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

    /** Whether asking that machine's driver starts a process. */
    public boolean startsProcess(Machine machine) {
        try {
            return factory.startsProcess(DriverName.of(machine.driverName()));
        } catch (DriverNotFoundException e) {
            return false;
        }
    }

    /** A machine whose driver is missing can still be looked at and forgotten. */
    private Driver open(Machine machine, DriverContext context) {
        try {
            return factory.open(DriverName.of(machine.driverName()), context);
        } catch (DriverNotFoundException e) {
            return new MissingDriver(e, context);
        }
    }
}
