package io.jm.driver;

import io.jm.machine.Machine;

/** Makes drivers by name. */
public interface DriverFactory {
    /**
     * Opens the driver of that name, starting a process if it needs one.
     *
     * @throws DriverNotFoundException if neither jm nor the machine has it
     */
    Driver open(DriverName name, DriverContext context);

    /**
     * Opens the driver of a machine; where a driver inside jm and a plugin have one name, the one that made it. It is not
     * loaded yet.
     *
     * @throws DriverNotFoundException if neither jm nor the machine has it
     */
    default Driver openFor(Machine machine, DriverContext context) {
        return open(DriverName.of(machine.driverName()), context);
    }

    /** Whether {@link #openFor} starts a process, of which there should not be too many at once. */
    default boolean startsProcess(Machine machine) {
        return false;
    }
}
