package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The machines of a store as commands use them: found by name, opened, and changed under their locks. */
public final class Machines {
    private static final String DEFAULT = "default";

    private final MachineStore store;
    private final MachineDrivers drivers;
    private final Console console;
    private final Environment environment;

    /**
     * Opens the machines of a store.
     *
     * @param console where failures to bring docker's contexts up to date are reported
     * @param environment the variables that determine where docker's own files are
     */
    public Machines(MachineStore store, MachineDrivers drivers, Console console, Environment environment) {
        this.store = store;
        this.drivers = drivers;
        this.console = console;
        this.environment = environment;
    }

    /**
     * Loads the one machine that is named, or the one called default if none is.
     *
     * @throws JmException if several are named, or if there is no such machine
     */
    public Machine one(List<String> names) {
        if (names.size() > 1) {
            throw new JmException("Error: Expected one machine name as an argument");
        }
        if (!names.isEmpty()) {
            return store.load(names.get(0));
        }
        if (!defaultExists()) {
            throw new JmException("Error: No machine name(s) specified and no \"default\" machine exists");
        }
        return store.load(DEFAULT);
    }

    private boolean defaultExists() {
        try {
            return store.exists(DEFAULT);
        } catch (JmException e) {
            throw e.within("Error checking if host \"default\" exists");
        }
    }

    /**
     * Loads the machines that are named, or the one called default if none is.
     *
     * @throws JmException with a line for each machine that cannot be loaded
     */
    public List<Machine> several(List<String> names) {
        if (names.isEmpty()) {
            return List.of(one(names));
        }
        List<Machine> machines = new ArrayList<>();
        List<JmException> failures = new ArrayList<>();
        for (String name : names) {
            try {
                machines.add(store.load(name));
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                failures.add(UnexpectedException.of(e));
            }
        }
        if (!failures.isEmpty()) {
            throw JmException.ofAll(failures);
        }
        return machines;
    }

    /** Opens the machine's driver; the caller closes it. */
    public Driver open(Machine machine) {
        return drivers.open(machine);
    }

    /** As {@link #open}, but with docker-machine's defaults a driver that is not installed is an error. */
    public Driver openInstalled(Machine machine) {
        return drivers.openInstalled(machine);
    }

    /**
     * Changes each of the machines under its lock, several at the same time, and saves what their drivers then know,
     * after a failure too.
     *
     * @throws JmException with one line for each machine that failed, in the order of the machines
     */
    public void editEach(List<Machine> machines, BiConsumer<Machine, Driver> change) {
        editEach(machines, change, machine -> {});
    }

    /**
     * As the other method, and reports which machines were changed and saved.
     *
     * @param saved called for each of them, still under its lock
     */
    public void editEach(List<Machine> machines, BiConsumer<Machine, Driver> change, Consumer<Machine> saved) {
        FanOut.run(machines, machine -> edit(machine.name(), change, saved));
    }

    /** As {@link #editEach}, for machines that are not loaded yet: one that cannot be read does not stop the others. */
    public void editNamed(List<String> names, BiConsumer<Machine, Driver> change) {
        FanOut.run(names, name -> edit(name, change, machine -> {}));
    }

    /** Brings the docker contexts of all machines up to date, which have copies of the certificates that machines share. */
    public void updateContexts() {
        Followers followers = followers();
        List<String> names = new ArrayList<>(store.names());
        names.removeIf(name -> !followers.hasContexts(name));
        // each change updates them
        editNamed(names, (machine, driver) -> {});
    }

    private Followers followers() {
        return new Followers(store.layout(), console, environment);
    }

    private void edit(String name, BiConsumer<Machine, Driver> change, Consumer<Machine> saved) {
        try (MachineLock held = store.lock(name)) {
            // another process may have changed or removed it since it was loaded
            Machine current = store.load(name);
            try (Driver driver = drivers.open(current)) {
                driver.saveTo(config -> store.update(current.withDriver(config)));
                try {
                    change.accept(current, driver);
                } finally {
                    save(current, driver);
                }
                followers().changed(current, driver);
            }
            saved.accept(current);
        }
    }

    private void save(Machine machine, Driver driver) {
        try {
            store.update(machine.withDriver(driver.config()));
        } catch (JmException e) {
            throw e.within("Error saving host to store");
        }
    }
}
