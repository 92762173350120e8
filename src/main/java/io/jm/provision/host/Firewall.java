package io.jm.provision.host;

import io.jm.console.Console;

/** Opens the engine's port in firewalld or ufw if one of them is active. */
public final class Firewall {
    private Firewall() {}

    /** Opens a TCP port, permanently, and prints a message if that changed the firewall. */
    public static void open(Host host, int port, Console console) {
        if (host.has("firewall-cmd")
                && host.queryAsRoot("firewall-cmd --state").output().strip().equals("running")
                && !host.queryAsRoot("firewall-cmd --permanent --query-port=" + port + "/tcp")
                        .succeeded()) {
            host.runAsRoot("firewall-cmd --permanent --add-port=" + port + "/tcp");
            host.runAsRoot("firewall-cmd --reload");
            console.info("Opened port " + port + " in the host's firewall (firewalld)");
        }
        if (host.has("ufw")) {
            String status = host.queryAsRoot("ufw status").output();
            if (status.contains("Status: active") && !status.contains(port + "/tcp")) {
                host.runAsRoot("ufw allow " + port + "/tcp");
                console.info("Opened port " + port + " in the host's firewall (ufw)");
            }
        }
    }
}
