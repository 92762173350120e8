package io.jm.provision.distro;

import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import io.jm.provision.host.PackageLock;
import io.jm.ssh.SshReply;
import java.util.List;

/** The package manager of Debian, Ubuntu and related distributions. */
final class Apt implements PackageManager {
    private static final String APT = "env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a apt-get"
            + " -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold";

    @Override
    public void install(Host host, List<String> packages) {
        runWithLock(host, "apt-get -o DPkg::Lock::Timeout=300 update");
        runWithLock(host, APT + " install -y " + String.join(" ", packages));
    }

    @Override
    public boolean has(Host host, String name) {
        return host.query("dpkg-query -W -f='${Status}' " + name + " 2>/dev/null")
                .output()
                .contains("ok installed");
    }

    @Override
    public void upgrade(Host host, String name) {
        runWithLock(host, "apt-get -o DPkg::Lock::Timeout=300 update");
        String names = name.equals("docker-ce") ? "docker-ce docker-ce-cli containerd.io" : name;
        runWithLock(host, APT + " install -y --only-upgrade " + names);
    }

    private static void runWithLock(Host host, String command) {
        String asRoot = host.facts().rootPrefix() + command;
        SshReply reply = PackageLock.retry(() -> host.remote().run(asRoot), host.remote());
        if (!reply.succeeded()) {
            throw Host.failure(asRoot, reply).within("Error running \"" + asRoot + "\"");
        }
    }
}
