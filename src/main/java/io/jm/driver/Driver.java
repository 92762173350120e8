package io.jm.driver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.CertPathFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates and controls machines on one provider. Built-in drivers, plugins in other processes and drivers in jars look the
 * same to callers. Every method may throw a {@link JmException} whose message is the driver's; each returns
 * within a limited time.
 */
public interface Driver extends AutoCloseable {
    /** The port of engines with TLS that IANA has assigned. */
    int DEFAULT_ENGINE_PORT = 2376;

    int DEFAULT_SSH_PORT = 22;

    /** The driver's own name, as shown by {@code ls}. */
    String driverName();

    /** The machine's name as the driver knows it. */
    String machineName();

    /** The options that the driver adds to {@code create}. */
    List<CreateFlag> createFlags();

    /** Sets the configuration from the options of {@code create}. */
    void configure(DriverOptions options);

    /** Validates the configuration; throws if the machine cannot be created. */
    void preCreateCheck();

    /**
     * Does those checks of {@link #preCreateCheck} that ask no provider, download nothing and change nothing, not even this
     * object: {@code create --plan} runs them. The default checks nothing.
     */
    default void checkLocally() {
        // most checks ask the provider
    }

    void create();

    void start();

    void stop();

    void restart();

    void kill();

    /**
     * Removes the remote instance, but not the local directory. Succeeds if the provider no longer has the instance; an
     * exception of whatever text means that something may be left, and the machine stays on record.
     */
    void remove();

    MachineState state();

    /** Returns the reason for the last result of {@link #state}; empty if unknown. */
    default String stateReason() {
        return "";
    }

    /**
     * Asks the provider whether the instance still exists. An error, another account or an answer that does not come is an
     * exception and never {@link Existence#GONE}, after which the machine is forgotten.
     */
    default Existence existence() {
        return Existence.UNKNOWN;
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

    /** Returns the driver's data for config.json, in its own key order. */
    ObjectNode config();

    /** Restores what {@link #config} returned. */
    void load(ObjectNode config);

    /**
     * Names what saves {@link #config} while {@link #create}, {@link #start} or {@link #remove} still runs. A driver calls
     * it after each step that makes or deletes something at its provider, so that its id is on record whatever ends the
     * process. Drivers that make nothing elsewhere, and those in other processes, ignore it.
     */
    default void saveTo(Consumer<ObjectNode> save) {
        // the caller also saves after each of these methods
    }

    Capabilities capabilities();

    /** The engine's port on a machine that is not created yet and has no {@link #url}. */
    default int enginePort() {
        return DEFAULT_ENGINE_PORT;
    }

    /** Whether its machines run on this computer. */
    default boolean runsHere() {
        return false;
    }

    /**
     * Returns the options of {@code create} that describe a host that exists, each with the key of {@link #config} under
     * which its value is recorded as it was given: first those with which a login that is refused is corrected. {@code
     * create --resume} accepts them again. Their numbers are ports. Empty if {@code create} makes the host.
     */
    default Map<String, String> hostOptions() {
        return Map.of();
    }

    /**
     * Returns the options of {@code create} whose values the record tells, with these values: {@code apply} compares them
     * with its file. They are {@link #hostOptions} if a driver does not say otherwise.
     */
    default Map<String, String> recordedOptions() {
        Map<String, String> values = new TreeMap<>();
        ObjectNode config = config();
        for (Map.Entry<String, String> option : hostOptions().entrySet()) {
            values.put(option.getKey(), config.path(option.getValue()).asText(""));
        }
        return values;
    }

    /** The user's private key that {@link #create} copies to {@link #sshKeyPath}; empty if it copies none. */
    default String sshKeySource() {
        return "";
    }

    /** The files that {@link #create} puts into the machine's directory, used in place of the store's own. */
    default Set<CertPathFile> ownCertificates() {
        return Set.of();
    }

    /** Whether the user declared that the engine does not use TLS, whatever its URL says. */
    default boolean tlsDisabled() {
        return false;
    }

    /**
     * Changes the size of the machine, for drivers with {@link Capabilities#resizable}. Takes effect when the machine is
     * started the next time; the driver decides in which states it can be called. {@link #config} has the new size
     * afterwards.
     *
     * @throws JmException if the driver cannot do it, now or with these values; nothing has changed then
     */
    default void resize(MachineSize size) {
        throw new JmException("The driver \"" + driverName() + "\" cannot change the size of a machine");
    }

    /** The image files of the store's cache that the machine cannot do without, absolute. */
    default Set<Path> usedImages() {
        return Set.of();
    }

    /**
     * The directories of this computer that the machine is offered, which provisioning mounts in it. Answers from the
     * configuration, without asking the provider.
     */
    default List<SharedDirectory> shares() {
        return List.of();
    }

    /** Returns whether the driver is installed; if not, it returns what is recorded and cannot change the machine. */
    default boolean isInstalled() {
        return true;
    }

    /**
     * Returns whether ports that containers publish must be forwarded to this machine, by {@link #portForwarding}. Answers
     * from the configuration, without asking the provider.
     */
    default boolean forwardsPorts() {
        return false;
    }

    /**
     * Returns the control of the ports that the machine's host forwards to it; null if {@link #forwardsPorts} is
     * false. The caller closes the result.
     *
     * @throws JmException if the machine does not run
     */
    default @Nullable PortForwarding portForwarding() {
        return null;
    }

    /** Ends what the driver started; may be called twice, and after a failure. */
    @Override
    void close();
}
