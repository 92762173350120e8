package io.jm.lifecycle;

import io.jm.driver.Driver;
import io.jm.machine.Machine;
import java.util.function.Function;

/**
 * Brings the engine of a machine into being and keeps it right. The machine runs already; every method tells the user
 * in the original's lines what happens, and ends after the original's limits.
 */
public interface Provisioning {
    /**
     * The part of {@code create} behind {@code Detecting operating system of created instance...}: waits for SSH,
     * looks at the system, says {@code Provisioning with X...}, and provisions. Errors carry {@code Error detecting
     * OS: } or {@code Error running provisioning: } in front.
     */
    void provisionNew(Machine machine, Driver driver);

    /** The command {@code provision}: the same without the wrapping and without naming the system. */
    void provision(Machine machine, Driver driver);

    /**
     * The end of {@code start} and {@code restart}: waits for SSH, looks at the system, waits for the engine's port, and
     * warns if the machine has moved away from its certificate.
     */
    void awaitEngine(Machine machine, Driver driver);

    /** Gives the engine a new certificate, with all else as in {@link #provision}. */
    void renewCertificates(Machine machine, Driver driver);

    /** Prints what {@link #provision} would run; asks the host, but changes nothing on it or here. */
    void rehearse(Machine machine, Driver driver);

    /** As {@link #rehearse} for a machine that is not created yet; where its host does not exist, an image is assumed. */
    void rehearseNew(Machine machine, Driver driver);

    /** Logs in to the machine, detects its system, and calls {@code work} while the connection is open. */
    <T> T onHost(Machine machine, Driver driver, Function<KnownHost, T> work);
}
