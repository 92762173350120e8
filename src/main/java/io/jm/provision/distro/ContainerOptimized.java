package io.jm.provision.distro;

import io.jm.console.Console;
import io.jm.provision.host.Host;

/** Google's Container-Optimized OS: its image sets the storage driver, and its firewall drops all incoming packets. */
final class ContainerOptimized extends ImageEngine {
    ContainerOptimized() {
        super("cos");
    }

    @Override
    public String storageDriver(Host host, String wanted, String engineVersion) {
        return wanted;
    }

    @Override
    public void openPort(Host host, int port, Console console) {
        Iptables.accept(host, port);
    }
}
