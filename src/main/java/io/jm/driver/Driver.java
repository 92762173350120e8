package io.jm.driver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The one who makes machines and knows where they are. Built-in drivers and plugins in other processes are the same
 * to everyone above. Every method may fail with a {@link io.jm.base.JmException} whose message is the driver's own
 * text; none waits without an end.
 */
public interface Driver extends AutoCloseable {
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

    DriverTraits traits();

    /** Whether the machine is a host that is there before it is created here. */
    default boolean isExistingHost() {
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
