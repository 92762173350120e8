package io.jm.lifecycle;

import io.jm.base.Ticker;
import io.jm.console.Console;
import io.jm.driver.Driver;
import io.jm.machine.Machine;
import io.jm.machine.ProvisionScript;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.ssh.SshExecutors;
import io.jm.tls.CertificateIssuer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Installs and configures engines on machines that run, with docker-machine's log lines and timeouts. */
public interface Provisioning {
    /** Returns the provisioning over SSH, with one connection for each machine. */
    static Provisioning overSsh(
            StoreLayout layout,
            SshExecutors ssh,
            CertificateIssuer issuer,
            Console console,
            Environment environment,
            Ticker ticker) {
        return new MachineProvisioning(layout, ssh, issuer, console, environment, ticker);
    }

    /**
     * Provisions a machine that {@code create} made: waits for SSH, detects the system, prints {@code Provisioning with
     * X...}, runs the scripts of the user that come before, installs the engine, and runs the others. Errors have the prefix {@code Error detecting OS: } or {@code Error running
     * provisioning: }.
     */
    void provisionNew(Machine machine, Driver driver);

    /**
     * Provisions again, with those scripts of the user that have not been run; errors have no prefix, and the system is not
     * printed.
     */
    void provision(Machine machine, Driver driver);

    /** As {@link #provision}, also for an engine that was adopted. */
    void takeOver(Machine machine, Driver driver);

    /**
     * Waits for SSH and for the engine's port, and warns if the machine's address is not in its certificate. {@code start}
     * and {@code restart} end with it.
     */
    void awaitEngine(Machine machine, Driver driver);

    /** Issues a new certificate for the engine, and provisions. */
    void renewCertificates(Machine machine, Driver driver);

    /**
     * Gives the engine a certificate of the machine's CA if it has none, and lets it trust the CAs in a file. The copies of the
     * client's files stay as they are, and no script of the user is run.
     *
     * @param trusted the file with the CA certificates
     */
    void certify(Machine machine, Driver driver, Path trusted);

    /**
     * Prints what {@link #provision} would run; asks the host, but changes nothing on it or here.
     *
     * @param scripts the scripts of the user that would be run
     */
    void rehearse(Machine machine, Driver driver, List<ProvisionScript> scripts);

    /**
     * As {@link #rehearse} for a machine that is not created yet; where its host does not exist, an image is assumed.
     *
     * @param sshJump the hosts through which SSH goes to the machine; empty if it is reached directly
     */
    void rehearseNew(Machine machine, Driver driver, List<ProvisionScript> scripts, String sshJump);

    /** Logs in to the machine, detects its system, and calls {@code work} while the connection is open. */
    <T> T onHost(Machine machine, Driver driver, Function<KnownHost, T> work);
}
