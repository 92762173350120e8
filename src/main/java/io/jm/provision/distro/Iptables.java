package io.jm.provision.distro;

import io.jm.provision.host.Host;

/** Opens a port on distributions whose own iptables rules drop all incoming packets. */
final class Iptables {
    private Iptables() {}

    /** Adds the rule if it is missing; returns whether it was added. */
    static boolean accept(Host host, int port) {
        String rule = "INPUT -p tcp -m tcp --dport " + port + " -j ACCEPT";
        if (host.queryAsRoot("iptables -C " + rule + " 2>/dev/null").succeeded()) {
            return false;
        }
        host.runAsRoot("iptables -I " + rule);
        return true;
    }
}
