package io.jm.driver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.machine.CertPathFile;
import java.util.List;
import java.util.Set;

/**
 * The one who makes machines and knows where they are. Built-in drivers and plugins in other processes are the same
 * to everyone above. Every method may fail with a {@link io.jm.base.JmException} whose message is the driver's own
 * text; none waits without an end.
 */
public interface Driver extends AutoCloseable {
    /** The port of engines with TLS that IANA has assigned. */
    int DEFAULT_ENGINE_PORT = 2376;

    /** The driver's own name, as shown by {@code ls}. */
    String driverName();

    /** The machine's name as the driver knows it. */
    String machineName();

    /** The options that the driver adds to {@code create}. */
    List<CreateFlag> createFlags();

    /** Takes what the user asked for at {@code create}. */
    void configure(DriverOptions options);

    /** Says no before anything is made. */
    void preCreateCheck();

    void create();

    void start();

    void stop();

    void restart();

    void kill();

    /** Removes the remote instance; not the local folder. */
    void remove();

    MachineState state();

    /** Why {@link #state} said last what it said, as far as the driver knows; may be empty. */
    default String stateReason() {
        return "";
    }

    /** The engine's address; may be empty. */
    String url();

    /** The machine's address. */
    String ip();

    String sshHostname();

    int sshPort();

    String sshUsername();

    /** The private key's path, or empty for the user's own keys. */
    String sshKeyPath();

    /** What the driver remembers, for config.json, in its own key order. */
    ObjectNode config();

    /** Gives back what {@link #config} once returned. */
    void load(ObjectNode config);

    Capabilities capabilities();

    /** The engine's port on a machine that is not created yet and has no {@link #url}. */
    default int enginePort() {
        return DEFAULT_ENGINE_PORT;
    }

    /** The user's private key that {@link #create} copies to {@link #sshKeyPath}; empty if it copies none. */
    default String sshKeySource() {
        return "";
    }

    /** The files that {@link #create} puts into the machine's directory, used in place of the store's own. */
    default Set<CertPathFile> ownCertificates() {
        return Set.of();
    }

    /** Whether the user declared that the engine speaks without TLS, whatever its URL says. */
    default boolean tlsDisabled() {
        return false;
    }

    /** Whether the driver itself is there; if not, it tells what is recorded of the machine and can do nothing. */
    default boolean isInstalled() {
        return true;
    }

    /** Ends whatever the driver started; safe to call twice, and after a failure. */
    @Override
    void close();
}
