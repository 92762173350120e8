package io.jm.access;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.machine.Machine;
import io.jm.ssh.SshTarget;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.store.MachineStore;

/** Understands {@code [[user@]machine:]path}. */
public final class CopyEndpoints {
    private final MachineStore store;
    private final MachineDrivers drivers;
    private final SshTargets targets;

    /**
     * Creates an instance.
     *
     * @param store the machines
     * @param drivers opens their drivers
     * @param targets where and how to log in
     */
    public CopyEndpoints(MachineStore store, MachineDrivers drivers, SshTargets targets) {
        this.store = store;
        this.drivers = drivers;
        this.targets = targets;
    }

    /** A place of a copy: with a colon on a machine, or here if the machine is {@code localhost}. */
    public CopyEndpoint place(String text) {
        int colon = text.indexOf(':');
        // docker-machine has no way to specify a local file ./a:b
        if (colon < 0 || text.startsWith("/") || text.startsWith("./") || text.startsWith("../")) {
            return new CopyEndpoint(null, text);
        }
        String name = text.substring(0, colon);
        String path = text.substring(colon + 1);
        int at = name.indexOf('@');
        String user = at < 0 ? "" : name.substring(0, at);
        String machine = name.substring(at + 1);
        if (machine.equals("localhost")) {
            return new CopyEndpoint(null, path);
        }
        return new CopyEndpoint(target(machine, user), path);
    }

    /** A place of a mount: always on a machine, the one called default if none is named. */
    public CopyEndpoint mountable(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? "default" : text.substring(0, colon);
        int at = name.indexOf('@');
        return new CopyEndpoint(
                target(name.substring(at + 1), at < 0 ? "" : name.substring(0, at)), text.substring(colon + 1));
    }

    private SshTarget target(String name, String user) {
        Machine machine = load(name);
        try (Driver driver = drivers.open(machine)) {
            SshTarget target = targets.of(name, driver);
            return user.isEmpty() ? target : target.withUser(user);
        }
    }

    private Machine load(String name) {
        try {
            return store.load(name);
        } catch (JmException e) {
            // twice, as in docker-machine
            throw e.within("Error loading host").within("Error loading host");
        }
    }
}
