package io.jm.ssh.client;

import io.jm.base.JmException;
import io.jm.os.Programs;
import io.jm.ssh.OpenSshArguments;
import io.jm.ssh.SshTarget;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.text.HostPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds the arguments of {@code scp}, {@code rsync}, {@code sshfs} and {@code fusermount}, in docker-machine's order.
 */
public final class SystemCopy {
    private SystemCopy() {}

    /**
     * Copies with scp. For two machines it writes a temporary ssh_config with one {@code Host} section for each.
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
                List<String> arguments = new ArrayList<>(program);
                arguments.addAll(List.of("-F", config.toString(), "-3"));
                flags(arguments, recursive, quiet);
                arguments.add("jm-source:" + from.path());
                arguments.add("jm-destination:" + to.path());
                return Programs.foreground(arguments);
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
        List<String> arguments = new ArrayList<>(program);
        arguments.addAll(common(target));
        arguments.add("-3");
        flags(arguments, recursive, quiet);
        if (target != null) {
            arguments.addAll(login(target, OpenSshArguments::quoted));
        }
        arguments.add(endpoint(from));
        arguments.add(endpoint(to));
        return arguments;
    }

    public static List<String> rsyncArguments(
            Path program, CopyEndpoint from, CopyEndpoint to, boolean recursive, boolean quiet) {
        SshTarget target = from.target() == null ? to.target() : from.target();
        List<String> arguments = new ArrayList<>(List.of(program.toString()));
        if (!quiet) {
            arguments.add("--progress");
        }
        if (target != null) {
            List<String> ssh = new ArrayList<>(List.of("ssh"));
            ssh.addAll(common(target));
            ssh.addAll(login(target, OpenSshArguments::quoted));
            ssh.replaceAll(SystemCopy::forRsync);
            arguments.add("-e");
            arguments.add(String.join(" ", ssh));
        }
        if (recursive) {
            arguments.add("-r");
        }
        arguments.add(endpoint(from));
        arguments.add(endpoint(to));
        return arguments;
    }

    /**
     * Returns an argument of rsync's -e in single quotes if rsync would split it; a single quote is doubled in them.
     */
    private static String forRsync(String argument) {
        return argument.indexOf(' ') < 0 && argument.indexOf('\'') < 0
                ? argument
                : "'" + argument.replace("'", "''") + "'";
    }

    public static List<String> sshfsArguments(Path program, CopyEndpoint from, String mountPoint) {
        SshTarget target = from.target();
        List<String> arguments = new ArrayList<>(List.of(program.toString()));
        arguments.addAll(common(target));
        if (target != null) {
            arguments.addAll(login(target, OpenSshArguments::escaped));
        }
        for (String argument : arguments.subList(1, arguments.size())) {
            if (argument.indexOf(',') >= 0) {
                throw new JmException("sshfs would parse what follows the comma as another option: " + argument);
            }
        }
        arguments.add(endpoint(from));
        arguments.add(local(mountPoint));
        return arguments;
    }

    /** Returns the arguments of fusermount, or of macOS's umount. */
    public static List<String> unmountArguments(Path program, String mountPoint) {
        return program.endsWith("umount")
                ? List.of(program.toString(), local(mountPoint))
                : List.of(program.toString(), "-u", local(mountPoint));
    }

    private static void flags(List<String> arguments, boolean recursive, boolean quiet) {
        if (recursive) {
            arguments.add("-r");
        }
        if (quiet) {
            arguments.add("-q");
        }
    }

    private static List<String> common(@Nullable SshTarget target) {
        if (target == null) {
            return OpenSshArguments.options(
                    List.of("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=quiet"));
        }
        OpenSshArguments ssh = new OpenSshArguments(target);
        List<String> settings = new ArrayList<>(ssh.hostKeySettings());
        settings.add(settings.size() > 2 ? "LogLevel=ERROR" : "LogLevel=quiet");
        settings.addAll(ssh.routeSettings());
        return OpenSshArguments.options(settings);
    }

    private static List<String> login(SshTarget target, Function<Path, String> spelling) {
        List<String> arguments = new ArrayList<>();
        if (!target.keys().isEmpty()) {
            arguments.add("-o");
            arguments.add("IdentitiesOnly=yes");
        }
        arguments.add("-o");
        arguments.add("Port=" + target.port());
        for (Path key : target.keys()) {
            arguments.add("-o");
            arguments.add("IdentityFile=" + spelling.apply(key));
        }
        return arguments;
    }

    private static String endpoint(CopyEndpoint endpoint) {
        SshTarget target = endpoint.target();
        if (target == null) {
            // scp takes the text before a colon for a host
            return endpoint.path().indexOf(':') >= 0 && !endpoint.path().startsWith("/")
                    ? "./" + endpoint.path()
                    : local(endpoint.path());
        }
        return target.user() + "@" + HostPort.bracketed(target.host()) + ":" + endpoint.path();
    }

    /** Returns a path of this computer so that no program parses it as an option. */
    private static String local(String path) {
        return path.startsWith("-") ? "./" + path : path;
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
        for (String setting : new OpenSshArguments(target).routeSettings()) {
            lines.append("  ").append(setting).append('\n');
        }
        for (String setting : new OpenSshArguments(target).hostKeySettings()) {
            lines.append("  ").append(setting).append('\n');
        }
        lines.append("  LogLevel ERROR\n");
        return lines.toString();
    }
}
