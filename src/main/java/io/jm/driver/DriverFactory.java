package io.jm.driver;

/** Makes drivers by name. */
public interface DriverFactory {
    /**
     * Opens the driver of that name, starting a process if it needs one.
     *
     * @throws DriverNotFoundException if neither jm nor the machine has it
     */
    Driver open(DriverName name, DriverContext context);

    /** Whether opening that driver starts a process, of which there should not be too many at once. */
    default boolean startsProcess(DriverName name) {
        return false;
    }
}
