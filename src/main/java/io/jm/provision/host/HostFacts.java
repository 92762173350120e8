package io.jm.provision.host;

import io.jm.text.Excerpt;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one command finds out about a host.
 *
 * @param root whether the SSH user is root
 * @param systemd whether systemd is process 1
 * @param architecture as printed by {@code uname -m}
 * @param hostname the current host name, if {@code /etc/hostname} has the same; else empty
 * @param programs the installed programs, with their paths
 * @param engineVersion the version of the Docker client, or empty if there is none (podman's {@code docker} does not
 *     count)
 * @param unfinishedInstall whether an installation has started and not ended; see {@link UnfinishedInstall}
 */
public record HostFacts(
        boolean root,
        boolean systemd,
        String architecture,
        String hostname,
        Map<String, String> programs,
        String engineVersion,
        boolean unfinishedInstall) {
    /** The programs that some step depends on. */
    private static final String PROGRAMS =
            "sudo doas docker dockerd podman systemctl rc-service service apt-get dnf yum"
                    + " zypper pacman apk tdnf transactional-update rpm-ostree amazon-linux-extras SUSEConnect curl wget ss"
                    + " hostnamectl cloud-init firewall-cmd ufw iptables system-docker";

    private static final Set<String> KNOWN_PROGRAMS = Set.of(PROGRAMS.split(" ", -1));

    /** The one command that collects all facts; run by {@code sh} because login shells differ. */
    public static final String COMMAND = "sh -c '"
            + "PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin:/usr/local/sbin:/snap/bin; "
            + "echo uid $(id -u); echo arch $(uname -m); echo hostname $(hostname); "
            + "[ -d /run/systemd/system ] && echo systemd; "
            + "[ -e " + UnfinishedInstall.MARK + " ] && echo unfinished-install; "
            + "for p in " + PROGRAMS + "; do w=$(command -v $p) && echo has $p $w; done; "
            + "echo docker $(" + EngineVersion.COMMAND + " 2>/dev/null); "
            + "echo etc-hostname $(cat /etc/hostname 2>/dev/null)'";

    public HostFacts {
        programs = Map.copyOf(programs);
    }

    /** Parses the output of {@link #COMMAND}. */
    public static HostFacts parse(String output) {
        boolean root = false;
        boolean systemd = false;
        String architecture = "";
        String hostname = "";
        String storedHostname = "";
        String version = "";
        Map<String, String> programs = new TreeMap<>();
        boolean unfinishedInstall = false;
        for (String line : Excerpt.lines(output)) {
            String[] fields = line.strip().split(" ", 3);
            String value = fields.length > 1 ? fields[1] : "";
            switch (fields[0]) {
                case "uid" -> root = value.equals("0");
                case "arch" -> architecture = value;
                case "hostname" -> hostname = value;
                case "etc-hostname" -> storedHostname = value;
                case "systemd" -> systemd = true;
                case "unfinished-install" -> unfinishedInstall = true;
                case "has" -> {
                    if (KNOWN_PROGRAMS.contains(value)) {
                        programs.put(value, fields.length > 2 ? fields[2] : value);
                    }
                }
                case "docker" -> version = EngineVersion.of(line.strip().substring("docker".length()));
                default -> {
                    // a banner or warning of the login shell
                }
            }
        }
        if (!hostname.equals(storedHostname)) {
            hostname = "";
        }
        return new HostFacts(root, systemd, architecture, hostname, programs, version, unfinishedInstall);
    }

    public boolean has(String program) {
        return programs.containsKey(program);
    }

    /** Returns the prefix that runs a command as root: {@code "sudo "}, {@code "doas "} or empty. */
    public String rootPrefix() {
        if (has("sudo")) {
            return "sudo ";
        }
        return !root && has("doas") ? "doas " : root ? "" : "sudo ";
    }
}
