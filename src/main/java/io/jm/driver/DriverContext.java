package io.jm.driver;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The dependencies of a driver.
 *
 * @param machineName the machine it serves
 * @param storePath the root of the store, absolute
 * @param console where its lines go, marked with the machine's name by {@link #say}
 * @param environment the process's environment
 * @param ticker the clock
 * @param timeout how long the caller waits for one answer
 * @param mark what stands in front of each of its lines
 * @param bulk whether other machines are asked for at the same time, so that a provider is better asked once for all
 */
public record DriverContext(
        String machineName,
        Path storePath,
        Console console,
        Environment environment,
        Ticker ticker,
        Duration timeout,
        String mark,
        boolean bulk) {
    /** Longer than any driver waits itself. */
    public static final Duration ENDLESS = Duration.ofDays(365);

    /** A context without a timeout; its lines are prefixed as docker-machine prefixes those of plugins. */
    public DriverContext(String machineName, Path storePath, Console console, Environment environment, Ticker ticker) {
        this(machineName, storePath, console, environment, ticker, ENDLESS, "(" + machineName + ") ", false);
    }

    /** Returns a copy for a question to many machines, none of which is waited for longer than the timeout. */
    public DriverContext inBulk(Duration limit) {
        return new DriverContext(machineName, storePath, console, environment, ticker, limit, mark, true);
    }

    /** Logs a line for the user. */
    public void say(String line) {
        console.info(mark + line);
    }

    /** Logs a debug line. */
    public void trace(String line) {
        console.debug(mark + line);
    }

    /** Returns the machine directory. */
    public Path machineDirectory() {
        return new StoreLayout(storePath).machine(machineName);
    }
}
