package io.jm.lifecycle;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.machine.Machine;

/** Starts a stopped machine and waits until it runs. */
final class MachineStart {
    private final Console console;
    private final Ticker ticker;

    MachineStart(Console console, Ticker ticker) {
        this.console = console;
        this.ticker = ticker;
    }

    void run(Machine machine, Driver driver) {
        console.info("Starting \"" + machine.name() + "\"...");
        runAnnounced(machine, driver);
    }

    /** As {@link #run}, for callers that have printed that the machine is being started. */
    void runAnnounced(Machine machine, Driver driver) {
        DriverCall.run(driver::start);
        new StateWait(console, ticker).until(driver, MachineState.RUNNING);
        console.info("Machine \"" + machine.name() + "\" was started.");
    }
}
