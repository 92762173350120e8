package io.jm.provision.distro;

import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import io.jm.provision.host.PackageLock;
import io.jm.ssh.SshReply;
import java.util.List;

/**
 * A package manager described by three commands.
 *
 * @param installCommand the command to install packages, without their names
 * @param queryCommand the command that succeeds if a package is installed, without its name
 * @param upgradeCommand the command to upgrade a package, without its name
 */
record CommandPackageManager(String installCommand, String queryCommand, String upgradeCommand)
        implements PackageManager {
    /** Returns dnf, or yum on older systems. */
    static PackageManager dnf(Host host) {
        String tool = host.has("dnf") || !host.has("yum") ? "dnf" : "yum";
        return new CommandPackageManager(tool + " -y install", "rpm -q", tool + " -y upgrade");
    }

    static PackageManager zypper() {
        String zypper = "env ZYPP_LOCK_TIMEOUT=300 zypper -n";
        return new CommandPackageManager(zypper + " in", "rpm -q", zypper + " up");
    }

    static PackageManager pacman() {
        return new CommandPackageManager(
                "pacman -Sy --noconfirm --noprogressbar --needed",
                "pacman -Q",
                "pacman -Syu --noconfirm --noprogressbar");
    }

    static PackageManager apk() {
        return new CommandPackageManager("apk add", "apk info -e", "apk add -u");
    }

    static PackageManager tdnf() {
        return new CommandPackageManager("tdnf install -y", "rpm -q", "tdnf update -y");
    }

    @Override
    public void install(Host host, List<String> packages) {
        runWithLock(host, installCommand + " " + String.join(" ", packages));
    }

    @Override
    public boolean has(Host host, String name) {
        return host.query(queryCommand + " " + name).succeeded();
    }

    @Override
    public void upgrade(Host host, String name) {
        runWithLock(host, upgradeCommand + " " + name);
    }

    private static void runWithLock(Host host, String command) {
        String asRoot = host.facts().rootPrefix() + command;
        SshReply reply = PackageLock.retry(() -> host.remote().run(asRoot), host.remote());
        if (!reply.succeeded()) {
            throw Host.failure(asRoot, reply);
        }
    }
}
