package io.jm.ssh;

import io.jm.base.JmException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The arguments that OpenSSH's programs get, in the original's order. */
public record OpenSshArguments(SshTarget target) {
    /** For {@code ssh}: everything up to the command, without the settings whose names are in {@code given}. */
    List<String> ssh(Path program, List<String> given) {
        List<String> words = new ArrayList<>(List.of(program.toString(), "-F", "/dev/null"));
        List<String> settings = new ArrayList<>(List.of(
                "ConnectionAttempts=3",
                "ConnectTimeout=10",
                "ControlMaster=no",
                "ControlPath=none",
                target.hostKeys() == HostKeyPolicy.OFF ? "LogLevel=quiet" : "LogLevel=ERROR",
                "PasswordAuthentication=no",
                "ServerAliveInterval=60"));
        settings.addAll(hostKeySettings());
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=')).toLowerCase(Locale.ROOT);
            if (!given.contains(name)) {
                words.add("-o");
                words.add(setting);
            }
        }
        words.add(target.user() + "@" + target.host());
        if (!target.keys().isEmpty()) {
            words.add("-o");
            words.add("IdentitiesOnly=yes");
            for (Path key : target.keys()) {
                words.add("-i");
                words.add(key.toString());
            }
        }
        words.add("-p");
        words.add(Integer.toString(target.port()));
        return words;
    }

    /** Puts a path into the double quotes of a configuration; none of the programs knows how to escape one there. */
    public static String quoted(Path path) {
        String text = path.toString();
        if (text.indexOf('"') >= 0) {
            throw new JmException("the system's ssh programs cannot use a path with double quotes: " + text);
        }
        return '"' + text + '"';
    }

    /** A blank would end the name and start an option. */
    private String alias() {
        String name = target.machineName();
        if (name.indexOf(' ') >= 0 || name.indexOf('"') >= 0) {
            throw new JmException("the system's ssh programs cannot use a machine name with blanks or quotes: " + name);
        }
        return name;
    }

    /** How the host's key is checked; the file is shared with the client inside jm. */
    public List<String> hostKeySettings() {
        Path file = target.knownHosts();
        if (target.hostKeys() == HostKeyPolicy.OFF || file == null) {
            return List.of("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null");
        }
        return List.of(
                target.hostKeys() == HostKeyPolicy.PIN
                        ? "StrictHostKeyChecking=accept-new"
                        : "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + quoted(file),
                "HostKeyAlias=" + alias());
    }
}
