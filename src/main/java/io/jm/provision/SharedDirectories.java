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
        List<SharedDirectory> possible =
                shares.stream().filter(this::isSupported).toList();
        List<SharedDirectory> changed = possible.stream().filter(this::write).toList();
        enable(possible, !changed.isEmpty());
        possible.forEach(share -> mount(share, changed.contains(share)));
        console.clearProgress();
    }

    private void removeOthers(List<SharedDirectory> shares) {
        Set<String> wanted =
                shares.stream().map(share -> MountUnit.path(share.guest())).collect(Collectors.toSet());
        String found = host.query("grep -lsx " + MountUnit.MARK + " " + MountUnit.DIRECTORY + "*.mount")
                .output();
        for (String path : Excerpt.lines(found)) {
            if (path.startsWith(MountUnit.DIRECTORY) && path.endsWith(".mount") && !wanted.contains(path)) {
                String unit = path.substring(path.lastIndexOf('/') + 1);
                host.tryAsRoot("systemctl disable --now -- " + ShellQuoting.quote(unit));
                host.runAsRoot("rm -f " + ShellQuoting.quote(path));
            }
        }
    }

    private boolean isSupported(SharedDirectory share) {
        String type = share.type();
        String command = "sh -c 'grep -qw " + type + " /proc/filesystems || modprobe -n -q " + type + "'";
        if (host.queryAsRoot(command).succeeded()) {
            return true;
        }
        warn(share, "the kernel of the machine has no " + type + remedy(share));
        return false;
    }

    private boolean write(SharedDirectory share) {
        return host.write(RemoteFile.open(MountUnit.path(share.guest()), MountUnit.text(share)));
    }

    /** Enables all with one command, which makes systemd read the files too. */
    private void enable(List<SharedDirectory> shares, boolean changed) {
        List<String> disabled = shares.stream()
                .map(SharedDirectories::unit)
                .filter(unit -> !host.query("systemctl is-enabled -- " + unit)
                        .output()
                        .strip()
                        .equals("enabled"))
                .toList();
        if (!disabled.isEmpty()) {
            host.runAsRoot("systemctl enable -- " + String.join(" ", disabled));
        } else if (changed) {
            host.runAsRoot("systemctl daemon-reload");
        }
    }

    private static String unit(SharedDirectory share) {
        return ShellQuoting.quote(MountUnit.name(share.guest()));
    }

    private void mount(SharedDirectory share, boolean changed) {
        if (changed || !host.query("systemctl is-active -- " + unit(share)).succeeded()) {
            SshReply reply = host.tryAsRoot("systemctl restart -- " + unit(share));
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
