package io.jm.driver;

/** Makes drivers by name. */
public interface DriverFactory {
    /**
     * Opens the driver called {@code driverName}, starting a process if it needs one.
     *
     * @throws DriverNotFoundException if neither jm nor the machine has it
     */
    Driver open(String driverName, DriverContext context);
}
