package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.text.ShellQuoting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Builds the arguments for OpenSSH's programs, in docker-machine's order. */
public record OpenSshArguments(SshTarget target) {
    /**
     * Returns the arguments of {@code ssh} up to the command, without the settings whose names are in {@code given}.
     */
    List<String> ssh(Path program, List<String> given) {
        List<String> arguments = new ArrayList<>(List.of(program.toString(), "-F", "/dev/null"));
        List<String> settings = new ArrayList<>(List.of(
                "ConnectionAttempts=3",
                "ConnectTimeout=10",
                "ControlMaster=no",
                "ControlPath=none",
                logLevel(),
                "PasswordAuthentication=no",
                "ServerAliveInterval=60"));
        settings.addAll(hostKeySettings());
        if (!given.contains("proxyjump") && !given.contains("proxycommand")) {
            settings.addAll(routeSettings());
        }
        settings.removeIf(setting ->
                given.contains(setting.substring(0, setting.indexOf('=')).toLowerCase(Locale.ROOT)));
        arguments.addAll(options(settings));
        arguments.add(target.user() + "@" + target.host());
        addLogin(arguments);
        return arguments;
    }

    private String logLevel() {
        return target.hostKeys() == HostKeyPolicy.OFF ? "LogLevel=quiet" : "LogLevel=ERROR";
    }

    /** Returns the arguments for settings such as {@code Port=22}. */
    public static List<String> options(List<String> settings) {
        List<String> arguments = new ArrayList<>();
        for (String setting : settings) {
            arguments.add("-o");
            arguments.add(setting);
        }
        return arguments;
    }

    private void addLogin(List<String> arguments) {
        if (!target.keys().isEmpty()) {
            arguments.add("-o");
            arguments.add("IdentitiesOnly=yes");
            for (Path key : target.keys()) {
                boolean plain = key.toString().equals(escaped(key));
                // ssh looks for the file of -i before it replaces %%
                arguments.add(plain ? "-i" : "-o");
                arguments.add(plain ? key.toString() : "IdentityFile=" + quoted(key));
            }
        }
        arguments.add("-p");
        arguments.add(Integer.toString(target.port()));
    }

    /**
     * Returns the setting for the way to the host; none for a direct one. ssh's own ProxyJump passes no settings on to the
     * ssh of the jump host, so its known_hosts and its keys need a ProxyCommand.
     */
    public List<String> routeSettings() {
        String command = target.route().proxyCommand();
        for (SshTarget jump : target.route().jumps()) {
            command = new OpenSshArguments(jump).forwardingCommand(command);
        }
        return command.isEmpty() ? List.of() : List.of("ProxyCommand=" + command);
    }

    /**
     * Returns the command for a shell that logs in to this host and connects its streams to the next one.
     *
     * @param before the ProxyCommand for this host, or an empty text
     */
    private String forwardingCommand(String before) {
        List<String> arguments = new ArrayList<>(List.of("ssh", "-F", "/dev/null"));
        List<String> settings = new ArrayList<>(List.of(
                "ConnectTimeout=10",
                "ControlPath=none",
                logLevel(),
                "PasswordAuthentication=no",
                "ServerAliveInterval=60"));
        settings.addAll(hostKeySettings());
        if (!before.isEmpty()) {
            settings.add("ProxyCommand=" + before);
        }
        arguments.addAll(options(settings));
        addLogin(arguments);
        // the ssh that runs the command expands tokens in all of it, and these two are for that one
        String quoted = ShellQuoting.join(
                arguments.stream().map(argument -> argument.replace("%", "%%")).toList());
        return quoted + " -W '[%h]:%p' "
                + ShellQuoting.quote(target.user() + "@" + target.host().replace("%", "%%"));
    }

    /**
     * Returns the escaped path in double quotes; fails if it contains one, because ssh_config has no escape for it.
     */
    public static String quoted(Path path) {
        String text = escaped(path);
        if (text.indexOf('"') >= 0) {
            throw new JmException("the system's ssh programs cannot use a path with double quotes: " + path);
        }
        return '"' + text + '"';
    }

    /**
     * Returns the path so that ssh expands no token ({@code %h}) in it and uses no other file; fails if it contains an
     * environment variable ({@code ${HOME}}), because ssh_config has no escape for it.
     */
    public static String escaped(Path path) {
        String text = path.toString();
        if (text.contains("${")) {
            throw new JmException("the system's ssh programs cannot use a path with ${: " + text);
        }
        return text.replace("%", "%%");
    }

    /** Returns the machine name; fails on a space, after which ssh would read another option. */
    private String alias() {
        String name = target.machineName();
        if (name.indexOf(' ') >= 0 || name.indexOf('"') >= 0) {
            throw new JmException("the system's ssh programs cannot use a machine name with spaces or quotes: " + name);
        }
        return name;
    }

    /** Returns the settings for the host key check; the file is shared with jm's built-in client. */
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
