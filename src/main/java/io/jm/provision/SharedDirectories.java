package io.jm.provision;

import io.jm.console.Console;
import io.jm.driver.SharedDirectory;
import io.jm.provision.host.Host;
import io.jm.provision.host.RemoteFile;
import io.jm.ssh.SshReply;
import io.jm.text.Excerpt;
import io.jm.text.ShellQuoting;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Mounts the directories that a machine is offered, now and at each boot. What cannot be mounted is a warning: the machine
 * is usable without it.
 */
public final class SharedDirectories {
    private final Host host;
    private final Console console;

    public SharedDirectories(Host host, Console console) {
        this.host = host;
        this.console = console;
    }

    /** Mounts them, and removes the units of others that were shared before; changes nothing the second time. */
    public void mount(List<SharedDirectory> shares) {
        if (!host.facts().systemd()) {
            shares.forEach(share -> warn(
                    share,
                    "the machine does not use systemd; mount it by hand: "
                            + ShellQuoting.join(List.of("mount", "-t", share.type(), share.tag(), share.guest()))));
            return;
        }
        console.progress("Mounting shared directories");
        removeOthers(shares);
        shares.forEach(this::mount);
        console.clearProgress();
    }

    private void removeOthers(List<SharedDirectory> shares) {
        Set<String> wanted =
                shares.stream().map(share -> MountUnit.path(share.guest())).collect(Collectors.toSet());
        String found = host.query("grep -lsx " + MountUnit.MARK + " /etc/systemd/system/*.mount")
                .output();
        for (String path : Excerpt.lines(found)) {
            if (path.startsWith("/etc/systemd/system/") && path.endsWith(".mount") && !wanted.contains(path)) {
                String unit = path.substring(path.lastIndexOf('/') + 1);
                host.tryAsRoot("systemctl disable --now -- " + ShellQuoting.quote(unit));
                host.runAsRoot("rm -f " + ShellQuoting.quote(path));
            }
        }
    }

    private void mount(SharedDirectory share) {
        if (!host.queryAsRoot("sh -c 'grep -qw " + share.type() + " /proc/filesystems || modprobe -n -q " + share.type()
                        + "'")
                .succeeded()) {
            warn(share, "the kernel of the machine has no " + share.type() + remedy(share));
            return;
        }
        String unit = ShellQuoting.quote(MountUnit.name(share.guest()));
        boolean changed = host.write(RemoteFile.open(MountUnit.path(share.guest()), MountUnit.text(share)));
        if (changed) {
            host.runAsRoot("systemctl daemon-reload");
        }
        if (!host.query("systemctl is-enabled -- " + unit).output().strip().equals("enabled")) {
            host.runAsRoot("systemctl enable -- " + unit);
        }
        if (changed || !host.query("systemctl is-active -- " + unit).succeeded()) {
            SshReply reply = host.tryAsRoot("systemctl restart -- " + unit);
            if (!reply.succeeded()) {
                warn(share, Excerpt.line(reply.output().strip()));
            }
        }
    }

    private static String remedy(SharedDirectory share) {
        return share.type().equals("9p")
                ? ", as those of Debian's cloud images: install virtiofsd on this computer, or take another image"
                : " (it came with Linux 5.4): take a newer image";
    }

    private void warn(SharedDirectory share, String reason) {
        console.error("Warning: " + share.host() + " is not shared at " + share.guest() + ": " + reason);
    }
}
