package io.jm.lifecycle;

import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.certs.CaRotation;
import io.jm.certs.CertificateFiles;
import io.jm.certs.ClientCopies;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.engine.EngineProbe;
import io.jm.engine.EngineUrl;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives a store a CA with another key, and its machines certificates of it, one after the other. Whenever it is
 * interrupted, each machine can be reached, and the next run goes on: a machine uses the former CA until its engine trusts
 * both CAs, then the new one, and only then its engine forgets the former one.
 */
public final class AuthorityRotation {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final MachineStore store;
    private final StoreLayout layout;
    private final MachineDrivers drivers;
    private final Provisioning provisioning;
    private final CaRotation files;
    private final Console console;
    private final Environment environment;

    public AuthorityRotation(
            MachineStore store,
            MachineDrivers drivers,
            Provisioning provisioning,
            CaRotation files,
            Console console,
            Environment environment) {
        this.store = store;
        this.layout = store.layout();
        this.drivers = drivers;
        this.provisioning = provisioning;
        this.files = files;
        this.console = console;
        this.environment = environment;
    }

    /**
     * Returns the machines that use the CA to be replaced.
     *
     * @throws JmException if a machine cannot be read: it could not be kept reachable
     */
    public List<String> affected() {
        Path retired = CaRotation.retired(layout);
        if (retired == null) {
            return using(layout.certs());
        }
        List<String> names = pending(retired);
        if (!files.isReplaced(retired)) {
            names.addAll(using(layout.certs()));
        }
        return names;
    }

    /**
     * Returns those of the machines whose engines get new certificates from jm, and restart.
     *
     * @param names what {@link #affected} returned
     */
    public List<String> restarting(List<String> names) {
        return names.stream()
                .filter(name -> {
                    Machine machine = store.peek(name);
                    // machines of plugins can always be logged in to
                    if (drivers.startsProcess(machine)) {
                        return !extras(name).isAdopted();
                    }
                    try (Driver driver = drivers.open(machine)) {
                        return isManaged(name, driver);
                    }
                })
                .toList();
    }

    private boolean isManaged(String name, Driver driver) {
        return driver.capabilities().ssh() && !extras(name).isAdopted();
    }

    /** Whether an earlier rotation has not come to its end. */
    public boolean isUnderWay() {
        return CaRotation.retired(layout) != null;
    }

    /**
     * Rotates, or goes on.
     *
     * @return why machines still use the former CA, by their names; none if the former CA is gone
     */
    public Map<String, JmException> run() {
        Path retired = files.retire();
        while (!files.isReplaced(retired)) {
            for (String name : using(layout.certs())) {
                move(name, layout.certs(), retired);
            }
            // a machine may have been created meanwhile
            files.replace(retired, () -> using(layout.certs()).isEmpty());
        }
        Map<String, JmException> failures = new ConcurrentHashMap<>();
        List<String> pending = pending(retired);
        if (!pending.isEmpty()) {
            FanOut.run(pending, name -> rotate(name, retired, failures));
        }
        if (failures.isEmpty()) {
            files.delete(retired, () -> pending(retired).isEmpty());
        }
        return failures;
    }

    /** Lets a machine use the files in another directory, which are the same ones. */
    private void move(String name, Path from, Path to) {
        try (MachineLock held = store.lock(name)) {
            if (store.exists(name)) {
                store.update(CertificateFiles.moved(layout, store.load(name), from, to));
            }
        }
    }

    private List<String> using(Path directory) {
        List<String> names = new ArrayList<>();
        for (String name : store.names()) {
            if (CertificateFiles.of(layout, store.peek(name)).isIn(directory)) {
                names.add(name);
            }
        }
        return names;
    }

    private List<String> pending(Path retired) {
        List<String> names = new ArrayList<>(using(retired));
        for (String name : store.names()) {
            if (!names.contains(name) && extras(name).trustsFormerCa()) {
                names.add(name);
            }
        }
        return names;
    }

    private ExtrasFile extras(String name) {
        return new ExtrasFile(layout.extras(name));
    }

    private void rotate(String name, Path retired, Map<String, JmException> failures) {
        try (MachineLock held = store.lock(name)) {
            Machine machine = store.load(name);
            try (Driver driver = drivers.open(machine)) {
                if (isManaged(name, driver)) {
                    rotate(machine, driver, retired);
                } else {
                    adopt(machine, driver, retired);
                }
            }
            console.info("\"" + name + "\" uses the new CA");
        } catch (RuntimeException e) {
            failures.put(name, UnexpectedException.of(e));
        }
    }

    private void rotate(Machine machine, Driver driver, Path retired) {
        if (driver.state() != MachineState.RUNNING) {
            throw new JmException("it is not running");
        }
        CertificateFiles former = CertificateFiles.of(layout, machine);
        Machine renewed = CertificateFiles.moved(layout, machine, retired, layout.certs());
        if (former.isIn(retired)) {
            console.info("\"" + machine.name() + "\": its clients trust both CAs");
            updateCopies(machine, driver);
            console.info("\"" + machine.name() + "\": its engine trusts both CAs");
            provisioning.certify(renewed, driver, former.caCert());
            console.info("\"" + machine.name() + "\": its clients use the new CA");
            extras(machine.name()).setTrustsFormerCa(true);
            store.update(renewed);
        }
        updateCopies(renewed, driver);
        console.info("\"" + machine.name() + "\": its engine forgets the former CA");
        provisioning.certify(renewed, driver, layout.caCert());
        extras(machine.name()).setTrustsFormerCa(false);
    }

    private void updateCopies(Machine machine, Driver driver) {
        CertificateFiles certificates = CertificateFiles.of(layout, machine);
        new ClientCopies(certificates.client(), certificates.directory()).update(driver.sshKeyPath());
        new Followers(layout, console, environment).changed(machine, driver);
    }

    /** An engine that is managed elsewhere may have got its new certificates there. */
    private void adopt(Machine machine, Driver driver, Path retired) {
        Machine moved = CertificateFiles.moved(layout, machine, retired, layout.certs());
        String url = driver.url();
        if (!driver.tlsDisabled() && EngineUrl.of(url).usesTls()) {
            EngineProbe probe =
                    EngineProbe.of(url, CertificateFiles.of(layout, moved).client(), LIMIT);
            if (probe.stage() != EngineProbe.Stage.SUCCESS) {
                throw new JmException(
                        "its engine is managed elsewhere, and does not accept the new CA yet: " + probe.reason());
            }
        }
        store.update(moved);
        updateCopies(moved, driver);
    }
}
