package io.jm.drivers.missing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverNotFoundException;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineSize;
import io.jm.driver.MachineState;
import io.jm.text.HostPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Replaces a driver that is not installed. It returns what is recorded under the keys that all drivers share, so that
 * the machine can be reached, but cannot change the machine.
 */
public final class MissingDriver implements Driver {
    private final DriverNotFoundException reason;
    private final DriverContext context;
    private ObjectNode config = JsonNodeFactory.instance.objectNode();

    public MissingDriver(DriverNotFoundException reason, DriverContext context) {
        this.reason = reason;
        this.context = context;
    }

    private JmException missing() {
        return new JmException(reason.ofMachine(), reason);
    }

    private String text(String key) {
        return config.path(key).isTextual() ? config.path(key).textValue() : "";
    }

    private int port(int defaultPort, String... keys) {
        for (String key : keys) {
            int port = config.path(key).asInt();
            if (port > 0) {
                return port;
            }
        }
        return defaultPort;
    }

    @Override
    public String driverName() {
        return "not-found";
    }

    @Override
    public String machineName() {
        return context.machineName();
    }

    @Override
    public List<CreateFlag> createFlags() {
        return List.of();
    }

    @Override
    public void configure(DriverOptions options) {
        throw missing();
    }

    @Override
    public void preCreateCheck() {
        throw missing();
    }

    @Override
    public void create() {
        throw missing();
    }

    @Override
    public void start() {
        throw missing();
    }

    @Override
    public void stop() {
        throw missing();
    }

    @Override
    public void restart() {
        throw missing();
    }

    @Override
    public void kill() {
        throw missing();
    }

    @Override
    public void remove() {
        throw missing();
    }

    @Override
    public MachineState state() {
        throw missing();
    }

    @Override
    public Existence existence() {
        throw missing();
    }

    /** docker-machine's drivers make it of the address; those that record it use this key. */
    @Override
    public String url() {
        String url = text("URL");
        if (url.startsWith("tcp://")) {
            return url;
        }
        return "tcp://" + HostPort.join(ip(), port(DEFAULT_ENGINE_PORT, "EnginePort", "DockerPort"));
    }

    @Override
    public String ip() {
        String address = text("IPAddress");
        if (address.isEmpty()) {
            throw missing();
        }
        return address;
    }

    /** VirtualBox forwards a port of this computer to its machine, and keeps an object of this name. */
    @Override
    public String sshHostname() {
        return config.has("VBoxManager") ? "127.0.0.1" : ip();
    }

    @Override
    public int sshPort() {
        return port(DEFAULT_SSH_PORT, "SSHPort");
    }

    @Override
    public String sshUsername() {
        String user = text("SSHUser");
        return user.isEmpty() ? "root" : user;
    }

    @Override
    public String sshKeyPath() {
        String key = text("SSHKeyPath");
        Path defaultKey = context.machineDirectory().resolve("id_rsa");
        return key.isEmpty() && Files.exists(defaultKey) ? defaultKey.toString() : key;
    }

    @Override
    public ObjectNode config() {
        return config;
    }

    @Override
    public void load(ObjectNode stored) {
        config = stored;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.INSTANCE;
    }

    @Override
    public void resize(MachineSize size) {
        throw missing();
    }

    @Override
    public boolean isInstalled() {
        return false;
    }

    @Override
    public void close() {
        // nothing was started
    }
}
