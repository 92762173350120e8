package io.jm.provision.host;

import io.jm.ssh.SshReply;

/** Sets a host's name: now, for the next boot, and in {@code /etc/hosts}. */
public final class HostName {
    private HostName() {}

    /** Sets the name if it differs; a host whose name cannot be set is left unchanged. */
    public static void set(Host host, String name) {
        if (!host.facts().hostname().equals(name)) {
            String root = host.facts().rootPrefix();
            String now = host.has("hostnamectl") && host.facts().systemd()
                    ? root + "hostnamectl set-hostname " + name + " || " + root + "hostname " + name
                    : root + "hostname " + name;
            host.remote().run(now);
            writeFile(host, root, name);
        }
        addToHosts(host, name);
    }

    private static void writeFile(Host host, String root, String name) {
        String command = "echo " + name + " | " + root + "tee /etc/hostname >/dev/null";
        SshReply reply = host.remote().run(command);
        if (!reply.succeeded() && !reply.output().contains("Read-only file system")) {
            throw Host.failure(command, reply);
        }
    }

    /** Adds the name to {@code /etc/hosts}; without it sudo prints a warning and may wait for DNS at each call. */
    private static void addToHosts(Host host, String name) {
        if (host.query("grep -xq '.*[[:space:]]" + name.replace(".", "\\.") + "' /etc/hosts")
                .succeeded()) {
            return;
        }
        boolean hasLine =
                host.query("grep -xq '127\\.0\\.1\\.1[[:space:]].*' /etc/hosts").succeeded();
        host.remote()
                .run(
                        hasLine
                                ? host.facts().rootPrefix() + "sed -i 's/^127\\.0\\.1\\.1[[:space:]].*/127.0.1.1 "
                                        + name + "/' /etc/hosts"
                                : "echo '127.0.1.1 " + name + "' | "
                                        + host.facts().rootPrefix() + "tee -a /etc/hosts >/dev/null");
    }
}
