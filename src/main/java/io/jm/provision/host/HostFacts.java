package io.jm.provision.host;

import io.jm.text.Excerpt;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one look at a host tells.
 *
 * @param root whether the login is root
 * @param systemd whether systemd is process 1
 * @param architecture as {@code uname -m} says
 * @param hostname the name it has now
 * @param programs the programs it has, with their paths
 * @param engineVersion the version of the Docker client, or empty if there is none (podman's look-alike is none)
 * @param notes other remarks of {@link #COMMAND}
 */
public record HostFacts(
        boolean root,
        boolean systemd,
        String architecture,
        String hostname,
        Map<String, String> programs,
        String engineVersion,
        Set<String> notes) {
    /** Programs on which some step depends. */
    private static final String PROGRAMS =
            "sudo doas docker dockerd podman systemctl rc-service service apt-get dnf yum"
                    + " zypper pacman apk tdnf transactional-update rpm-ostree amazon-linux-extras SUSEConnect curl wget ss"
                    + " hostnamectl cloud-init firewall-cmd ufw iptables system-docker";

    private static final Set<String> ASKED = Set.of(PROGRAMS.split(" ", -1));

    /** The one command that collects everything; wrapped in {@code sh} because login shells differ. */
    public static final String COMMAND = "sh -c '"
            + "PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin:/usr/local/sbin:/snap/bin; "
            + "echo uid $(id -u); echo arch $(uname -m); echo hostname $(hostname); "
            + "[ -d /run/systemd/system ] && echo systemd; "
            + "[ -e " + UnfinishedInstall.MARK + " ] && echo note " + UnfinishedInstall.NOTE + "; "
            + "for p in " + PROGRAMS + "; do w=$(command -v $p) && echo has $p $w; done; "
            + "echo docker $(docker --version 2>/dev/null); "
            + "echo etc-hostname $(cat /etc/hostname 2>/dev/null)'";

    public HostFacts {
        programs = Map.copyOf(programs);
        notes = Set.copyOf(notes);
    }

    /** Reads the answer to {@link #COMMAND}. */
    public static HostFacts parse(String answer) {
        boolean root = false;
        boolean systemd = false;
        String architecture = "";
        String hostname = "";
        String storedHostname = "";
        String version = "";
        Map<String, String> programs = new TreeMap<>();
        Set<String> notes = new TreeSet<>();
        for (String line : Excerpt.lines(answer)) {
            String[] words = line.strip().split(" ", 3);
            String second = words.length > 1 ? words[1] : "";
            switch (words[0]) {
                case "uid" -> root = second.equals("0");
                case "arch" -> architecture = second;
                case "hostname" -> hostname = second;
                case "etc-hostname" -> storedHostname = second;
                case "systemd" -> systemd = true;
                case "note" -> {
                    if (second.equals(UnfinishedInstall.NOTE)) {
                        notes.add(second);
                    }
                }
                case "has" -> {
                    if (ASKED.contains(second)) {
                        programs.put(second, words.length > 2 ? words[2] : second);
                    }
                }
                case "docker" -> version = EngineVersion.of(line.strip().substring("docker".length()));
                default -> {
                    // a banner or a warning of the login shell
                }
            }
        }
        if (!hostname.equals(storedHostname)) {
            hostname = "";
        }
        return new HostFacts(root, systemd, architecture, hostname, programs, version, notes);
    }

    public boolean has(String program) {
        return programs.containsKey(program);
    }

    /** What turns a command into one of root: {@code "sudo "}, {@code "doas "} or nothing. */
    public String rootPrefix() {
        if (has("sudo")) {
            return "sudo ";
        }
        return !root && has("doas") ? "doas " : root ? "" : "sudo ";
    }
}
