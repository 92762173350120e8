package io.jm.driver;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a driver is born with.
 *
 * @param machineName the machine it serves
 * @param storePath the root of the store, absolute
 * @param console where its lines go, marked with the machine's name by {@link #say}
 * @param environment the process's environment
 * @param ticker the clock
 * @param patience the most that whoever opens the driver will wait for one answer
 * @param mark what stands in front of each of its lines
 */
public record DriverContext(
        String machineName,
        Path storePath,
        Console console,
        Environment environment,
        Ticker ticker,
        Duration patience,
        String mark) {
    /** As patient as the driver itself. */
    public static final Duration ENDLESS = Duration.ofDays(365);

    /** The usual context: endless patience, and lines in the form that the original gives to its plugins' lines. */
    public DriverContext(String machineName, Path storePath, Console console, Environment environment, Ticker ticker) {
        this(machineName, storePath, console, environment, ticker, ENDLESS, "(" + machineName + ") ");
    }

    /** The same for somebody in a hurry. */
    public DriverContext within(Duration limit) {
        return new DriverContext(machineName, storePath, console, environment, ticker, limit, mark);
    }

    /** A line of the driver for the user. */
    public void say(String line) {
        console.info(mark + line);
    }

    /** A line of the driver for whoever looks for a mistake. */
    public void trace(String line) {
        console.debug(mark + line);
    }

    /** The machine's own folder. */
    public Path machineFolder() {
        return new StoreLayout(storePath).machine(machineName);
    }
}
