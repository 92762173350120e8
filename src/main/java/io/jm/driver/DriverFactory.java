package io.jm.driver;

/** Makes drivers by name. */
public interface DriverFactory {
    /**
     * Opens the driver called {@code driverName}, starting a process if it needs one.
     *
     * @throws DriverNotFoundException if neither jm nor the machine has it
     */
    Driver open(String driverName, DriverContext context);

    /** Whether opening that driver starts a process, of which there should not be too many at once. */
    default boolean startsProcess(String driverName) {
        return false;
    }
}
