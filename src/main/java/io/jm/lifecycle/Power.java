package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.machine.Machine;
import java.util.List;

/** Starts and stops machines, and writes down what their drivers then know. */
public final class Power {
    private final Machines machines;
    private final Provisioning provisioning;
    private final Console console;
    private final Ticker ticker;

    /** What can be done. */
    public enum Action {
        START,
        STOP,
        KILL,
        RESTART
    }

    public Power(Machines machines, Provisioning provisioning, Console console, Ticker ticker) {
        this.machines = machines;
        this.provisioning = provisioning;
        this.console = console;
        this.ticker = ticker;
    }

    /** Does it with all the machines at the same time; what each driver then knows is saved. */
    public void run(Action action, List<Machine> targets) {
        machines.editEach(targets, (machine, driver) -> run(action, machine, driver));
    }

    private void run(Action action, Machine machine, Driver driver) {
        switch (action) {
            case START -> start(machine, driver);
            case STOP -> stop(machine, driver);
            case KILL -> kill(machine, driver);
            default -> restart(machine, driver);
        }
    }

    private void start(Machine machine, Driver driver) {
        console.info("Starting \"" + machine.name() + "\"...");
        if (is(driver, MachineState.RUNNING)) {
            throw new JmException("Machine \"" + machine.name() + "\" is already running.");
        }
        new MachineStart(console, ticker).runAnnounced(machine, driver);
        awaitEngine(machine, driver);
    }

    /** A recorded machine has no SSH, so its engine cannot be waited for. */
    private void awaitEngine(Machine machine, Driver driver) {
        if (driver.capabilities().ssh()) {
            provisioning.awaitEngine(machine, driver);
        }
    }

    private void stop(Machine machine, Driver driver) {
        console.info("Stopping \"" + machine.name() + "\"...");
        refuseStopped(machine, driver);
        DriverCall.run(driver::stop);
        new StateWait(console, ticker).until(driver, MachineState.STOPPED);
        console.info("Machine \"" + machine.name() + "\" was stopped.");
    }

    private void kill(Machine machine, Driver driver) {
        console.info("Killing \"" + machine.name() + "\"...");
        refuseStopped(machine, driver);
        DriverCall.run(driver::kill);
        new StateWait(console, ticker).until(driver, MachineState.STOPPED);
        console.info("Machine \"" + machine.name() + "\" was killed.");
    }

    private static void refuseStopped(Machine machine, Driver driver) {
        if (is(driver, MachineState.STOPPED)) {
            throw new JmException("Machine \"" + machine.name() + "\" is already stopped.");
        }
    }

    private void restart(Machine machine, Driver driver) {
        console.info("Restarting \"" + machine.name() + "\"...");
        if (is(driver, MachineState.STOPPED)) {
            new MachineStart(console, ticker).run(machine, driver);
        } else if (is(driver, MachineState.RUNNING)) {
            DriverCall.run(driver::restart);
            new StateWait(console, ticker).until(driver, MachineState.RUNNING);
        }
        awaitEngine(machine, driver);
    }

    /** Returns false if the driver cannot determine the state. */
    private static boolean is(Driver driver, MachineState wanted) {
        try {
            return driver.state() == wanted;
        } catch (JmException e) {
            return false;
        }
    }
}
