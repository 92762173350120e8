package io.jm.provision.distro;

import io.jm.provision.host.Host;

/** Lets a port through on systems that drop everything by iptables rules of their own. */
final class Iptables {
    private Iptables() {}

    /** Adds the rule if it is not there, and tells whether it was added. */
    static boolean accept(Host host, int port) {
        String rule = "INPUT -p tcp -m tcp --dport " + port + " -j ACCEPT";
        if (host.askAsRoot("iptables -C " + rule + " 2>/dev/null").succeeded()) {
            return false;
        }
        host.runAsRoot("iptables -I " + rule);
        return true;
    }
}
