package io.jm.cli;

import io.jm.access.CopyPlaces;
import io.jm.base.Ticker;
import io.jm.certs.ExpiryWarning;
import io.jm.certs.LocalCertificates;
import io.jm.connection.ConnectionCheck;
import io.jm.console.Console;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverNotFoundException;
import io.jm.drivers.DriverCatalog;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.engine.EngineClient;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.Listing;
import io.jm.lifecycle.Creation;
import io.jm.lifecycle.MachineProvisioning;
import io.jm.lifecycle.Machines;
import io.jm.lifecycle.Provisioning;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.store.MachineStore;
import io.jm.text.Suggestions;
import io.jm.tls.CertificateIssuer;
import java.util.List;

/** What commands work with; each thing is made at its first use, so that a command pays only for what it needs. */
public interface Context extends AutoCloseable {
    Environment environment();

    Console console();

    Ticker ticker();

    GlobalOptions globals();

    /** The whole command line as typed, the program first. */
    List<String> commandLine();

    MachineStore store();

    DriverFactory drivers();

    /** Which drivers there are. */
    DriverCatalog driverCatalog();

    EngineClient engine();

    /** The SSH client that the user chose. */
    SshClients ssh();

    CertificateIssuer certificates();

    /** The authority's and the client's certificates that new machines of this call get. */
    LocalCertificates localCertificates();

    /** Those that a machine was made with. */
    LocalCertificates localCertificates(Machine machine);

    /** Opens the drivers of machines. */
    default MachineDrivers machineDrivers() {
        return new MachineDrivers(drivers(), store().layout().root(), console(), environment(), ticker());
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
            throw e.orElse(
                    Suggestions.question(Suggestions.of(driver, driverCatalog().names())));
        }
    }

    /** The machines of the store. */
    default Machines machines() {
        return new Machines(store(), machineDrivers());
    }

    /** Lists machines within these limits. */
    default Listing listing(AnswerLimits limits) {
        return new Listing(store(), machineDrivers(), engine(), limits, console(), environment(), ticker());
    }

    /** Installs and configures engines. */
    default Provisioning provisioning() {
        return new MachineProvisioning(store().layout(), ssh(), certificates(), console(), environment(), ticker());
    }

    /** Checks how a client reaches an engine. */
    default ConnectionCheck connections() {
        ExpiryWarning expiry = new ExpiryWarning(console(), environment(), ticker());
        return new ConnectionCheck(store().layout(), engine(), environment(), expiry);
    }

    /** Creates machines. */
    default Creation creation() {
        return new Creation(
                store(),
                provisioning(),
                connections(),
                () -> localCertificates().ensure(),
                console(),
                environment(),
                ticker());
    }

    /** Where and how to log in to machines. */
    default SshTargets sshTargets() {
        return new SshTargets(store().layout(), environment());
    }

    /** Resolves the arguments of {@code scp} and {@code mount}. */
    default CopyPlaces copyPlaces() {
        return new CopyPlaces(store(), machineDrivers(), sshTargets());
    }

    /** Ends what was started: plugins, connections. */
    @Override
    void close();
}
