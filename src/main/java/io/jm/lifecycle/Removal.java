package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.base.UnexpectedException;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.Existence;
import io.jm.drivers.MachineDrivers;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.os.LockDeniedException;
import io.jm.store.LocalDisk;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.store.NoSuchMachineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Takes machines away: first the instance, then what is stored here. */
public final class Removal {
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;
    private final boolean force;

    /**
     * Prepares to remove.
     *
     * @param environment the variables that determine where docker's own files are
     * @param force whether what is stored goes even if the instance cannot be removed
     */
    public Removal(
            MachineStore store,
            MachineDrivers drivers,
            Console console,
            Environment environment,
            Ticker ticker,
            boolean force) {
        this.store = store;
        this.drivers = drivers;
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
        this.force = force;
    }

    /** Removes one machine after the other and returns the errors; with force they have been printed already. */
    public List<JmException> remove(List<String> names) {
        List<JmException> errors = new ArrayList<>();
        for (String name : names) {
            remove(name, errors);
        }
        return errors;
    }

    /** As {@link #remove(List)}, several at the same time; the errors are in the order of the machines. */
    public List<JmException> removeAtOnce(List<String> names) {
        Map<String, List<JmException>> errors = new ConcurrentHashMap<>();
        FanOut.run(names, name -> errors.put(name, remove(List.of(name))));
        List<JmException> inOrder = new ArrayList<>();
        names.forEach(name -> inOrder.addAll(errors.getOrDefault(name, List.of())));
        return inOrder;
    }

    /**
     * Deletes what is stored of the machines and leaves their instances alone.
     *
     * @return the errors
     */
    public List<JmException> forget(List<String> names) {
        List<JmException> errors = new ArrayList<>();
        for (String name : names) {
            try (MachineLock held = lock(name)) {
                if (!store.exists(name)) {
                    throw new NoSuchMachineException(name, environment.programName());
                }
                Path disk = LocalDisk.in(store.layout().machine(name));
                if (disk != null) {
                    throw new JmException("its disk is in its directory (" + disk + "); remove it without --forget");
                }
                removeEntry(name, errors);
            } catch (RuntimeException e) {
                report(errors, "Can't forget \"" + name + "\"", e);
            }
        }
        return errors;
    }

    /**
     * Removes those machines of which their drivers still say that the instance is gone, with what else is left of them at
     * their providers. No instance is deleted.
     *
     * @return the errors; these machines stay
     */
    public List<JmException> removeGone(List<String> names) {
        List<JmException> errors = new ArrayList<>();
        for (String name : names) {
            try (MachineLock held = lock(name)) {
                if (removeInstance(name, Removal::requireGone, errors)) {
                    removeEntry(name, errors);
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                report(errors, "Can't remove \"" + name + "\"", e);
            }
        }
        return errors;
    }

    /** Asked again under the lock: another process may have removed the machine and created one of its name. */
    private static void requireGone(Driver driver) {
        if (driver.existence() != Existence.GONE) {
            throw new JmException("it is not gone any more");
        }
    }

    /** The lock is held from the first question to the driver on: an instance that is being created is waited for. */
    private void remove(String name, List<JmException> errors) {
        if (!exists(name)) {
            removeInstance(name, driver -> {}, errors);
            if (force) {
                report(errors, new JmException("Can't remove \"" + name + "\""));
            }
            return;
        }
        try (MachineLock held = lock(name)) {
            if (removeInstance(name, driver -> {}, errors)) {
                removeEntry(name, errors);
            } else if (force) {
                new LeftProcesses(store.layout().machine(name), ticker).end();
                removeEntry(name, errors);
            }
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            report(errors, "Can't remove \"" + name + "\"", e);
        }
    }

    private boolean exists(String name) {
        try {
            return store.exists(name);
        } catch (JmException e) {
            // loading it gives the reason
            return false;
        }
    }

    private void removeEntry(String name, List<JmException> errors) {
        if (!store.exists(name)) {
            report(errors, new JmException("Can't remove \"" + name + "\""));
            return;
        }
        new Followers(store.layout(), console, environment).removing(name);
        store.remove(name);
        console.info("Successfully removed " + name);
    }

    /** With force a lock file that another user left does not protect the entry either. */
    private MachineLock lock(String name) {
        try {
            return store.lock(name);
        } catch (LockDeniedException e) {
            if (!force) {
                throw e;
            }
            store.breakLock(name);
            return store.lock(name);
        }
    }

    private boolean removeInstance(String name, Consumer<Driver> check, List<JmException> errors) {
        try {
            Machine machine = store.load(name);
            try (Driver driver = drivers.open(machine)) {
                driver.saveTo(config -> store.update(machine.withDriver(config)));
                check.accept(driver);
                DriverCall.run(driver::remove);
            }
            return true;
        } catch (RuntimeException | Error e) {
            report(errors, "Error removing host \"" + name + "\"", e);
            return false;
        }
    }

    /** The exit code of a removal does not depend on the cause. */
    private void report(List<JmException> errors, String what, Throwable failure) {
        JmException cause = UnexpectedException.of(failure);
        report(errors, new JmException(what + ": " + cause.getMessage(), cause));
    }

    private void report(List<JmException> errors, JmException error) {
        errors.add(error);
        if (force) {
            console.error(error.getMessage());
        }
    }
}
