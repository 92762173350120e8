package io.jm.provision.distro;

import io.jm.provision.PackageManager;
import io.jm.provision.host.Host;
import io.jm.provision.host.PackageLock;
import io.jm.ssh.SshReply;
import java.util.List;

/**
 * A package tool whose three commands only differ in their words.
 *
 * @param installCommand what comes before the names of packages to install
 * @param queryCommand what succeeds, followed by a package's name, if that is installed
 * @param upgradeCommand what comes before the name of a package to upgrade
 */
record CommandPackageManager(String installCommand, String queryCommand, String upgradeCommand) implements PackageManager {
    /** dnf where it is there, yum on older systems. */
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
        locked(host, installCommand + " " + String.join(" ", packages));
    }

    @Override
    public boolean has(Host host, String name) {
        return host.ask(queryCommand + " " + name).succeeded();
    }

    @Override
    public void upgrade(Host host, String name) {
        locked(host, upgradeCommand + " " + name);
    }

    private static void locked(Host host, String command) {
        String asRoot = host.facts().rootPrefix() + command;
        SshReply reply = PackageLock.retry(() -> host.remote().run(asRoot), host.remote());
        if (!reply.succeeded()) {
            throw Host.failure(asRoot, reply);
        }
    }
}
