package io.jm.driver;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.os.Environment;
import java.nio.file.Path;

/**
 * What a driver is born with.
 *
 * @param machineName the machine it serves
 * @param storePath the root of the store, absolute
 * @param console where its lines go, already marked with the machine's name by {@link #say}
 * @param environment the process's environment
 * @param ticker the clock
 */
public record DriverContext(
        String machineName, Path storePath, Console console, Environment environment, Ticker ticker) {
    /** A line of the driver for the user, in the form the original gives to its plugins' lines. */
    public void say(String line) {
        console.info("(" + machineName + ") " + line);
    }

    /** The machine's own folder. */
    public Path machineFolder() {
        return storePath.resolve("machines").resolve(machineName);
    }
}
