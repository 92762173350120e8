package io.jm.provision.distro;

import io.jm.console.Console;
import io.jm.provision.Distribution;
import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import java.util.List;

/** VMware's Photon OS. */
final class Photon extends Distribution {
    Photon() {
        super("Photon OS");
    }

    @Override
    protected void installPackages(Host host) {
        packages(host).install(host, List.of("docker"));
    }

    @Override
    protected PackageManager packages(Host host) {
        return CommandPackageManager.tdnf();
    }

    @Override
    public void openPort(Host host, int port, Console console) {
        if (Iptables.accept(host, port)) {
            host.runAsRoot("sh -c 'iptables-save > /etc/systemd/scripts/ip4save'");
        }
    }
}
