package io.jm.ssh.client;

import io.jm.base.JmException;
import io.jm.os.Programs;
import io.jm.ssh.SshTarget;
import io.jm.ssh.OpenSshArguments;
import io.jm.ssh.copy.CopyEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code scp}, {@code rsync} and {@code sshfs}, in the original's order. */
public final class SystemCopy {
    private SystemCopy() {}

    /**
     * Copies with scp; two machines are told apart by a configuration file that lives as long as the copy.
     *
     * @param program scp, and options that come before all others
     */
    public static int scp(List<String> program, CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        SshTarget source = from.target();
        SshTarget destination = to.target();
        if (source == null || destination == null) {
            return Programs.foreground(scpArguments(program, from, to, recursive, quiet));
        }
        try {
            Path config = Files.createTempFile("jm-scp", ".config");
            try {
                Files.writeString(config, host("jm-source", source) + host("jm-destination", destination));
                List<String> words = new ArrayList<>(program);
                words.addAll(List.of("-F", config.toString(), "-3"));
                flags(words, recursive, quiet);
                words.add("jm-source:" + from.path());
                words.add("jm-destination:" + to.path());
                return Programs.foreground(words);
            } finally {
                Files.deleteIfExists(config);
            }
        } catch (IOException e) {
            throw new JmException("cannot write a configuration for scp: " + e.getMessage(), e);
        }
    }

    public static List<String> scpArguments(
            List<String> program, CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        SshTarget target = from.target() == null ? to.target() : from.target();
        List<String> words = new ArrayList<>(program);
        words.addAll(common(target));
        words.add("-3");
        flags(words, recursive, quiet);
        if (target != null) {
            words.addAll(login(target, OpenSshArguments::quoted));
        }
        words.add(place(from));
        words.add(place(to));
        return words;
    }

    public static List<String> rsyncArguments(
            Path program, CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        SshTarget target = from.target() == null ? to.target() : from.target();
        List<String> words = new ArrayList<>(List.of(program.toString()));
        if (!quiet) {
            words.add("--progress");
        }
        if (target != null) {
            List<String> ssh = new ArrayList<>(List.of("ssh"));
            ssh.addAll(common(target));
            ssh.addAll(login(target, OpenSshArguments::quoted));
            words.add("-e");
            words.add(String.join(" ", ssh));
        }
        if (recursive) {
            words.add("-r");
        }
        words.add(place(from));
        words.add(place(to));
        return words;
    }

    public static List<String> sshfsArguments(Path program, CopyEndpoint from, String mountPoint) {
        SshTarget target = from.target();
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(common(target));
        if (target != null) {
            words.addAll(login(target, Path::toString));
        }
        for (String word : words.subList(1, words.size())) {
            if (word.indexOf(',') >= 0) {
                throw new JmException("sshfs would take what follows the comma for another option: " + word);
            }
        }
        words.add(place(from));
        words.add(mountPoint);
        return words;
    }

    private static void flags(List<String> words, boolean recursive, boolean quiet) {
        if (recursive) {
            words.add("-r");
        }
        if (quiet) {
            words.add("-q");
        }
    }

    private static List<String> common(@Nullable SshTarget target) {
        List<String> words = new ArrayList<>();
        List<String> settings = target == null
                ? List.of("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null")
                : new OpenSshArguments(target).hostKeySettings();
        boolean checks = target != null && settings.size() > 2;
        for (String setting : settings) {
            words.add("-o");
            words.add(setting);
        }
        words.add("-o");
        words.add(checks ? "LogLevel=ERROR" : "LogLevel=quiet");
        return words;
    }

    private static List<String> login(SshTarget target, Function<Path, String> spelling) {
        List<String> words = new ArrayList<>();
        if (!target.keys().isEmpty()) {
            words.add("-o");
            words.add("IdentitiesOnly=yes");
        }
        words.add("-o");
        words.add("Port=" + target.port());
        for (Path key : target.keys()) {
            words.add("-o");
            words.add("IdentityFile=" + spelling.apply(key));
        }
        return words;
    }

    private static String place(CopyEndpoint place) {
        SshTarget target = place.target();
        if (target == null) {
            // a colon would make a machine of the first part
            return place.path().indexOf(':') >= 0 && !place.path().startsWith("/") ? "./" + place.path() : place.path();
        }
        return target.user() + "@" + HostPort.bracketed(target.host()) + ":" + place.path();
    }

    private static String host(String alias, SshTarget target) {
        StringBuilder lines = new StringBuilder("Host " + alias + "\n");
        lines.append("  HostName ").append(target.host()).append('\n');
        lines.append("  User ").append(target.user()).append('\n');
        lines.append("  Port ").append(target.port()).append('\n');
        if (!target.keys().isEmpty()) {
            lines.append("  IdentitiesOnly yes\n");
        }
        for (Path key : target.keys()) {
            lines.append("  IdentityFile ").append(OpenSshArguments.quoted(key)).append('\n');
        }
        for (String setting : new OpenSshArguments(target).hostKeySettings()) {
            lines.append("  ").append(setting).append('\n');
        }
        lines.append("  LogLevel ERROR\n");
        return lines.toString();
    }
}
