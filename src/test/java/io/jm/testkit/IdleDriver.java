package io.jm.testkit;

import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverBase;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import java.util.List;

/** A driver of a host that runs at 192.0.2.5 and does nothing; a test overrides what it is about. */
public class IdleDriver extends DriverBase {
    public IdleDriver(DriverContext context) {
        super(context);
    }

    @Override
    public String driverName() {
        return "cloud";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.INSTANCE;
    }

    @Override
    public List<CreateFlag> createFlags() {
        return List.of();
    }

    @Override
    public void configure(DriverOptions options) {}

    @Override
    public void preCreateCheck() {}

    @Override
    public void create() {}

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public void restart() {}

    @Override
    public void kill() {}

    @Override
    public void remove() {}

    @Override
    public MachineState state() {
        return MachineState.RUNNING;
    }

    @Override
    public String url() {
        return "tcp://192.0.2.5:2376";
    }

    @Override
    public String ip() {
        return "192.0.2.5";
    }

    @Override
    public String sshHostname() {
        return ip();
    }

    @Override
    public int sshPort() {
        return 22;
    }

    @Override
    public String sshUsername() {
        return "root";
    }

    @Override
    public String sshKeyPath() {
        return "";
    }
}
