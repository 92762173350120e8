package io.jm.driver.builtin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import io.jm.driver.DriverTraits;
import io.jm.driver.MachineState;
import java.util.List;

/** Stands for a driver that is not on this computer: its machines can be looked at, and nothing else. */
public final class MissingDriver implements Driver {
    private final String name;
    private final String machine;
    private ObjectNode config = JsonNodeFactory.instance.objectNode();

    public MissingDriver(String name, String machine) {
        this.name = name;
        this.machine = machine;
    }

    private JmException missing() {
        return new JmException(
                "Driver \"" + name + "\" not found. Do you have the plugin binary accessible in your PATH?");
    }

    @Override
    public String driverName() {
        return "not-found";
    }

    @Override
    public String machineName() {
        return machine;
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
    public String url() {
        throw missing();
    }

    @Override
    public String ip() {
        throw missing();
    }

    @Override
    public String sshHostname() {
        throw missing();
    }

    @Override
    public int sshPort() {
        throw missing();
    }

    @Override
    public String sshUsername() {
        throw missing();
    }

    @Override
    public String sshKeyPath() {
        throw missing();
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
    public DriverTraits traits() {
        return DriverTraits.HOST;
    }

    @Override
    public void close() {
        // nothing was started
    }
}
