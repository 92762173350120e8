package io.jm.cli;

import io.jm.access.CopyEndpoints;
import io.jm.base.Ticker;
import io.jm.certs.CaRotation;
import io.jm.certs.CertificateList;
import io.jm.certs.ExpiryWarning;
import io.jm.certs.LocalCertificates;
import io.jm.checkup.Checkup;
import io.jm.checkup.CheckupParts;
import io.jm.connection.ConnectionCheck;
import io.jm.console.Console;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverNotFoundException;
import io.jm.drivers.DefaultDriver;
import io.jm.drivers.DriverCatalog;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.engine.EngineClient;
import io.jm.forwarding.Watchers;
import io.jm.images.ImageCache;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.Listing;
import io.jm.lifecycle.AuthorityRotation;
import io.jm.lifecycle.CertificateRenewal;
import io.jm.lifecycle.Contexts;
import io.jm.lifecycle.Creation;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.Provisioning;
import io.jm.lifecycle.Removal;
import io.jm.lifecycle.SshConfigFile;
import io.jm.lifecycle.StoredImages;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.store.MachineStore;
import io.jm.swarm.Swarms;
import io.jm.text.Suggestions;
import io.jm.tls.CertificateIssuer;
import java.util.List;

/** Provides what commands need; each object is created at its first use, so that a command loads only what it uses. */
public interface Context extends AutoCloseable {
    Environment environment();

    Console console();

    Ticker ticker();

    GlobalOptions globals();

    /** Returns the whole command line as typed, starting with the program. */
    List<String> commandLine();

    MachineStore store();

    DriverFactory drivers();

    /** Returns the drivers that are available. */
    DriverCatalog driverCatalog();

    EngineClient engine();

    /** Returns the SSH clients that the options select. */
    SshClients ssh();

    CertificateIssuer certificates();

    /** Returns the CA and client certificates of new machines. */
    LocalCertificates localCertificates();

    /** Returns the CA and client certificates that a machine was created with. */
    LocalCertificates localCertificates(Machine machine);

    /** Opens the drivers of machines. */
    default MachineDrivers machineDrivers() {
        return new MachineDrivers(drivers(), store().layout().root(), console(), environment(), ticker());
    }

    /** The driver of {@code create} if none is named. */
    default DefaultDriver defaultDriver() {
        return new DefaultDriver(environment(), this::driverCatalog);
    }

    /**
     * The options that a driver adds to {@code create}; asking may start a plugin.
     *
     * @throws DriverNotFoundException if it is not installed, with the names that are similar
     */
    default List<CreateFlag> driverFlags(String driver) {
        try {
            return machineDrivers().flags(driver);
        } catch (DriverNotFoundException e) {
            throw environment().calledAsDockerMachine()
                    ? e
                    : e.orElse(Suggestions.question(
                            Suggestions.of(driver, driverCatalog().names())));
        }
    }

    /** The machines of the store. */
    default Machines machines() {
        return new Machines(store(), machineDrivers(), console(), environment());
    }

    /** Lists machines within these limits. */
    default Listing listing(AnswerLimits limits) {
        return new Listing(store(), machineDrivers(), engine(), limits, console(), environment(), ticker());
    }

    /** The docker contexts of machines. */
    default Contexts contexts() {
        return new Contexts(store().layout(), console(), environment());
    }

    /** The file that lets OpenSSH know the machines. */
    default SshConfigFile sshConfig() {
        return new SshConfigFile(store().layout(), console(), environment());
    }

    /** The disk images in the store's cache. */
    default StoredImages images() {
        return new StoredImages(
                new ImageCache(store().layout(), console(), environment(), ticker()),
                store(),
                machineDrivers(),
                ticker());
    }

    /**
     * Removes machines.
     *
     * @param force whether what is stored goes even if the instance cannot be removed
     */
    default Removal removal(boolean force) {
        return new Removal(store(), machineDrivers(), console(), environment(), ticker(), force);
    }

    /** Installs and configures engines. */
    default Provisioning provisioning() {
        return Provisioning.overSsh(store().layout(), ssh(), certificates(), console(), environment(), ticker());
    }

    /** The certificates of the store and of its machines. */
    default CertificateList certificateList() {
        return new CertificateList(store().layout(), machineDrivers(), ticker());
    }

    /** Renews the certificates of engines. */
    default CertificateRenewal certificateRenewal() {
        return certificateRenewal(certificateList());
    }

    /** As above, with a list that says which of them are due. */
    default CertificateRenewal certificateRenewal(CertificateList list) {
        return new CertificateRenewal(machines(), provisioning(), list, store().layout(), console());
    }

    /** The swarms that groups of machines form. */
    default Swarms swarms() {
        return new Swarms(store(), machines(), this::contexts, console(), environment(), ticker());
    }

    /** Replaces the CA of the store. */
    default AuthorityRotation authorityRotation() {
        return new AuthorityRotation(
                store(),
                machineDrivers(),
                provisioning(),
                new CaRotation(store().layout(), certificates(), console(), environment(), ticker()),
                console(),
                environment());
    }

    /** Finds what is wrong with this computer, the store and its machines. */
    default Checkup checkup() {
        return new Checkup(new CheckupParts(
                store(),
                machineDrivers(),
                machines(),
                certificateList(),
                this::contexts,
                target -> ssh().open(target),
                sshTargets(),
                sshConfig(),
                console(),
                environment(),
                ticker()));
    }

    /** Checks how a client reaches an engine. */
    default ConnectionCheck connections() {
        ExpiryWarning expiry = new ExpiryWarning(console(), environment(), ticker());
        return new ConnectionCheck(store().layout(), engine(), environment(), expiry);
    }

    /** Creates machines. */
    default Creation creation() {
        return creation(true);
    }

    /**
     * As above.
     *
     * @param handlesSignals false for a thread that creates one of several machines
     */
    default Creation creation(boolean handlesSignals) {
        return new Creation(
                store(),
                provisioning(),
                connections(),
                () -> localCertificates().ensure(),
                console(),
                environment(),
                ticker(),
                handlesSignals);
    }

    /** The processes that forward published ports to machines. */
    default Watchers watchers() {
        return new Watchers(
                store().layout(), target -> ssh().open(target), sshTargets(), console(), environment(), ticker());
    }

    /** Starts the process that forwards published ports to a machine that runs, if it needs one and has none. */
    default void watchPorts(Machine machine, Driver driver) {
        // checked here too, because other machines do not need the classes of the watcher
        if (driver.forwardsPorts()) {
            watchers().ensure(machine, driver);
        }
    }

    /** As above, for a machine whose driver is not open. One in another process forwards no ports, and is not opened. */
    default void watchPorts(Machine machine) {
        MachineDrivers drivers = machineDrivers();
        if (!drivers.startsProcess(machine)) {
            try (Driver driver = drivers.open(machine)) {
                watchPorts(machine, driver);
            }
        }
    }

    /** Where and how to log in to machines. */
    default SshTargets sshTargets() {
        return new SshTargets(store().layout(), environment());
    }

    /** Resolves the arguments of {@code scp} and {@code mount}. */
    default CopyEndpoints copyEndpoints() {
        return new CopyEndpoints(store(), machineDrivers(), sshTargets());
    }

    /** Returns a context of its own for one of several machines at the same time; the caller closes it. */
    Context with(Console console);

    /** Stops the plugins and closes the connections that were opened. */
    @Override
    void close();
}
