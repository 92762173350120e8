package io.jm.lifecycle;

import io.jm.base.CancelledException;
import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.base.UnexpectedException;
import io.jm.connection.ConnectionCheck;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.go.text.GoQuote;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.ProvisionScript;
import io.jm.os.Environment;
import io.jm.os.Interrupts;
import io.jm.os.PathText;
import io.jm.ssh.SshTimeouts;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.text.Printable;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Makes machines. What the driver knows is written down before it creates, after every step and in every kind of
 * failure, so that no instance is ever forgotten.
 */
public final class Creation {
    private final MachineStore store;
    private final Provisioning provisioning;
    private final ConnectionCheck connections;
    private final Runnable certificates;
    private final Console console;
    private final Environment environment;
    private final Ticker ticker;
    private final boolean handlesSignals;

    /**
     * Prepares to make machines.
     *
     * @param certificates makes the CA and the client's certificate if they are missing
     * @param handlesSignals whether a signal interrupts the thread that creates; false in a thread of {@link FanOut}, which
     *     handles the signals for all of them
     */
    public Creation(
            MachineStore store,
            Provisioning provisioning,
            ConnectionCheck connections,
            Runnable certificates,
            Console console,
            Environment environment,
            Ticker ticker,
            boolean handlesSignals) {
        this.store = store;
        this.provisioning = provisioning;
        this.connections = connections;
        this.certificates = certificates;
        this.console = console;
        this.environment = environment;
        this.ticker = ticker;
        this.handlesSignals = handlesSignals;
    }

    /**
     * What the user asked for in addition to the machine.
     *
     * @param extras records what has no place in config.json, together with the machine
     * @param provisioned whether an engine is installed; if not, {@code provision} does it later
     * @param adopted whether the host has an engine that stays as it is
     */
    public record Wishes(Consumer<ExtrasFile> extras, boolean provisioned, boolean adopted) {
        /** Nothing else. */
        public static final Wishes NONE = new Wishes(extras -> {}, true, false);
    }

    /** Makes a new machine; its name is free and its driver knows what the user asked for. */
    public void create(Machine machine, Driver driver, Wishes wishes) {
        try (MachineLock reserved = store.reserve(machine.name())) {
            try {
                // the engine has its own
                if (!wishes.adopted()) {
                    certificates.run();
                }
            } catch (JmException e) {
                throw e.within("Error generating certificates");
            }
            check(driver);
            record(machine, driver, wishes);
            driver.saveTo(config -> store.save(machine.withDriver(config)));
            guarded(machine, driver, () -> {
                console.info("Creating machine...");
                create(driver);
                save(machine, driver);
                if (wishes.provisioned()) {
                    bringUp(machine, driver);
                }
            });
            extras(machine).setUnfinished(false);
            follow(machine, driver);
        }
        printHowToGoOn(machine, wishes.provisioned());
    }

    /** Without its group, or what says that it is unfinished, a machine would pass for another one than was asked for. */
    private void record(Machine machine, Driver driver, Wishes wishes) {
        Map<String, byte[]> extras = ExtrasFile.content(store.layout().extras(machine.name()), file -> {
            // what is only recorded is finished at once
            file.setUnfinished(driver.capabilities().provisioned());
            file.setAdopted(wishes.adopted());
            wishes.extras().accept(file);
        });
        try {
            store.add(machine.withDriver(driver.config()), extras);
        } catch (JmException e) {
            discard(machine);
            throw e.within("Error saving host to store before attempting creation");
        }
    }

    /** Removes what the driver put into the directory while it checked: without config.json it is no machine. */
    private void discard(Machine machine) {
        // an interrupted thread can delete no file
        boolean interrupted = Thread.interrupted();
        try {
            if (store.exists(machine.name())) {
                store.remove(machine.name());
            }
        } catch (JmException e) {
            console.error(
                    "The incomplete record of \"" + machine.name() + "\" could not be removed: " + e.getMessage());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ExtrasFile extras(Machine machine) {
        return new ExtrasFile(store.layout().extras(machine.name()));
    }

    /**
     * Continues where an earlier create stopped; what exists is not made again.
     *
     * @param drivers opens the driver of the machine as it is recorded once its lock is held
     * @param provisioned whether an engine is installed; if not, {@code provision} does it later
     */
    public void resume(Machine machine, Function<Machine, Driver> drivers, boolean provisioned) {
        try (MachineLock held = store.lock(machine.name())) {
            Machine current = store.load(machine.name());
            try (Driver driver = drivers.apply(current)) {
                driver.saveTo(config -> store.save(current.withDriver(config)));
                guarded(current, driver, () -> resume(current, driver, provisioned));
                extras(current).setUnfinished(false);
                follow(current, driver);
            }
        }
        printHowToGoOn(machine, provisioned);
    }

    private void follow(Machine machine, Driver driver) {
        new Followers(store.layout(), console, environment).changed(machine, driver);
    }

    private void resume(Machine machine, Driver driver, boolean provisioned) {
        if (isMissing(driver)) {
            console.info("Creating machine...");
            create(driver);
            save(machine, driver);
        } else if (driver.state() == MachineState.STOPPED) {
            DriverCall.run(driver::start);
            save(machine, driver);
        }
        if (provisioned) {
            bringUp(machine, driver);
        }
    }

    /**
     * Asks the driver whether the machine can be created.
     *
     * @throws JmException if it refuses
     */
    public void check(Driver driver) {
        console.info("Running pre-create checks...");
        check(driver::preCreateCheck);
    }

    /**
     * Prints what {@link #create} would do, with the commands that would change the host, and does none of it. A host that
     * exists is asked, so that it may wait for SSH.
     *
     * @param scripts the scripts of the user that would be run on the host
     * @param sshJump the hosts through which SSH goes to the machine; empty if it is reached directly
     */
    public void plan(Machine machine, Driver driver, List<ProvisionScript> scripts, String sshJump) {
        check(driver::checkLocally);
        // one line whatever the names are: the output is saved and run as a script
        console.result(Printable.line(
                "# on this computer: certificates in " + store.layout().certs()
                        + " if there are none, the checks of the driver \"" + driver.driverName() + "\", the entry "
                        + machine.name() + " in the store"));
        if (!sshJump.isEmpty()) {
            console.result(Printable.line("# SSH goes through " + sshJump));
        }
        if (driver.capabilities().provisioned() && !driver.capabilities().existingHost()) {
            console.result("# the driver creates the machine");
        }
        if (driver.capabilities().provisioned()) {
            provisioning.rehearseNew(machine, driver, scripts, sshJump);
            console.result("# on this computer: a TLS connection to the engine, to see that it answers");
        }
    }

    private static void check(Runnable check) {
        try {
            check.run();
        } catch (JmException e) {
            throw new JmException(
                    "Error with pre-create check: " + GoQuote.quote(e.getMessage()),
                    ExitCode.PRE_CREATE_FAILED,
                    ErrorCode.PRE_CREATE,
                    e);
        }
    }

    /** Whether the driver has nothing yet: drivers make their key before they make the instance. */
    private static boolean isMissing(Driver driver) {
        // a host that is there has nothing made but the copy of its key, and a record nothing at all
        if (!driver.capabilities().provisioned() || driver.capabilities().existingHost()) {
            return true;
        }
        String key = driver.sshKeyPath();
        if (!key.isEmpty() && !Files.exists(PathText.absolute(key))) {
            return true;
        }
        try {
            MachineState state = driver.state();
            return state == MachineState.NONE || state == MachineState.ERROR;
        } catch (JmException e) {
            return true;
        }
    }

    private static void create(Driver driver) {
        try {
            DriverCall.run(driver::create);
        } catch (JmException e) {
            throw e.within("Error in driver during machine creation");
        }
    }

    private void bringUp(Machine machine, Driver driver) {
        if (!driver.capabilities().provisioned()) {
            return;
        }
        if (extras(machine).isAdopted()) {
            new Adoption(provisioning, connections, store.layout(), console).run(machine, driver);
            save(machine, driver);
            return;
        }
        console.info("Waiting for machine to be running, this may take a few minutes...");
        try {
            new StateWait(console, ticker, timeouts(driver)).until(driver, MachineState.RUNNING);
        } catch (JmException e) {
            throw e.within("Error waiting for machine to be running");
        }
        console.info("Detecting operating system of created instance...");
        provisioning.provisionNew(machine, driver);
        console.info("Checking connection to Docker...");
        try {
            connections.to(machine, driver, false, ConnectionCheck.Mode.ALWAYS);
            console.info("Docker is up and running!");
        } catch (JmException e) {
            if (e instanceof CancelledException || extras(machine).sshJump().isEmpty()) {
                throw e.within("Error checking the host");
            }
            // provisioning has seen the engine answer on the machine
            console.warn("Docker runs, but it cannot be reached from here: the machine is behind a jump host. To use it"
                    + " through SSH, run: " + environment.program() + " context create --ssh " + machine.name());
        }
        save(machine, driver);
    }

    /** A host that exists is running if its SSH port answers; the state of an instance is the provider's. */
    private SshTimeouts timeouts(Driver driver) {
        return driver.capabilities().existingHost() ? SshTimeouts.from(environment) : SshTimeouts.defaults();
    }

    /** Runs work that may fail half-way; in every case the driver's data is saved and recovery commands are printed. */
    private void guarded(Machine machine, Driver driver, Runnable work) {
        Runnable onTimeout = () -> {
            saveQuietly(machine, driver);
            console.error(howToGoOn(machine));
            console.flush();
        };
        try (Interrupts ctrlC = handlesSignals ? Interrupts.to(Thread.currentThread(), onTimeout) : null) {
            work.run();
        } catch (RuntimeException | Error failure) {
            JmException e = UnexpectedException.of(failure);
            // an interrupted thread can write no file
            boolean interrupted = Thread.interrupted();
            console.clearProgress();
            saveQuietly(machine, driver);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            String message = "Error creating machine: " + e.getMessage();
            throw new JmException(message + (message.endsWith("\n") ? "" : "\n") + howToGoOn(machine), e.exitCode(), e);
        }
    }

    private void save(Machine machine, Driver driver) {
        store.save(machine.withDriver(driver.config()));
    }

    /** Saves after a failure, which must not be replaced by another one from here. */
    private void saveQuietly(Machine machine, Driver driver) {
        try {
            save(machine, driver);
        } catch (JmException e) {
            console.error("The machine's state could not be saved: " + e.getMessage());
        }
    }

    private String howToGoOn(Machine machine) {
        String program = environment.program();
        return "The machine \"" + machine.name() + "\" is recorded as far as it got: go on with \"" + program
                + " create --resume " + machine.name() + "\", or remove it with \"" + program + " rm " + machine.name()
                + "\".";
    }

    private void printHowToGoOn(Machine machine, boolean provisioned) {
        if (provisioned) {
            printHowToConnect(machine);
        } else {
            console.info("The machine has no engine yet: \"" + environment.program() + " provision " + machine.name()
                    + "\" installs it");
        }
    }

    private void printHowToConnect(Machine machine) {
        console.info(
                "To see how to connect your Docker Client to the Docker Engine running on this virtual machine, run: "
                        + environment.program() + " env " + machine.name());
    }
}
