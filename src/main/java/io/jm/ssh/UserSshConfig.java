package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Setting;
import io.jm.text.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The user's ssh configuration of a host, as printed by {@code ssh -G}, so that {@code Match} and {@code Include} work
 * as in OpenSSH.
 *
 * @param hostName the name or address to connect to
 * @param port the port
 * @param user the login name
 * @param keys the configured key files that exist; empty for the agent and the default keys
 * @param jumps the hosts of ProxyJump; empty if there are none
 * @param proxyCommand the ProxyCommand with its tokens; empty if there is none
 */
public record UserSshConfig(
        String hostName, int port, String user, List<Path> keys, List<JumpHost> jumps, String proxyCommand) {
    /** The keys that {@code ssh -G} lists if none is configured. */
    private static final Set<String> DEFAULT_KEYS = Set.of(
            "~/.ssh/id_rsa",
            "~/.ssh/id_ecdsa",
            "~/.ssh/id_ecdsa_sk",
            "~/.ssh/id_ed25519",
            "~/.ssh/id_ed25519_sk",
            "~/.ssh/id_xmss",
            "~/.ssh/id_dsa");

    public UserSshConfig {
        keys = List.copyOf(keys);
        jumps = List.copyOf(jumps);
    }

    /**
     * Returns the configuration of a host: from {@link Setting#SSH_CONFIG}, or else from the user's own file; the defaults
     * if there is no OpenSSH.
     *
     * @throws JmException if the user specified a file, and OpenSSH is missing or cannot read it
     */
    public static UserSshConfig of(String host, Environment environment) {
        Path program = Programs.find(environment, "ssh");
        String user = environment.get(Setting.USER, environment.get(Setting.LOGNAME, "root"));
        UserSshConfig defaults = new UserSshConfig(host, 22, user, List.of(), List.of(), "");
        String file = environment.get(Setting.SSH_CONFIG);
        if (program == null && !file.isEmpty()) {
            throw new JmException("You must have a copy of the ssh binary locally to use --ssh-config");
        }
        if (program == null || host.startsWith("-")) {
            return defaults;
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), "-G"));
        if (!file.isEmpty()) {
            command.add("-F");
            command.add(readable(environment.workingDirectory().resolve(file)));
        }
        command.add(host);
        Programs.Outcome outcome = Programs.capture(command);
        if (!outcome.succeeded() && !file.isEmpty()) {
            throw new JmException("ssh cannot use the configuration " + Printable.line(file) + ": "
                    + PeerReason.line(outcome.text()));
        }
        return outcome.succeeded() ? parse(outcome.text(), defaults, environment.home()) : defaults;
    }

    /** Returns the path as text; {@code ssh -G} does not fail for a file that is missing. */
    private static String readable(Path file) {
        if (Files.isDirectory(file) || !Files.isReadable(file)) {
            throw new JmException("cannot read the ssh configuration " + Printable.line(file.toString())
                    + " (--ssh-config or " + Setting.SSH_CONFIG.variable() + ")");
        }
        return file.toString();
    }

    /** Parses the {@code keyword value} lines of {@code ssh -G}. */
    static UserSshConfig parse(String text, UserSshConfig defaults, @Nullable String home) {
        String hostName = defaults.hostName;
        String user = defaults.user;
        int port = defaults.port;
        List<Path> keys = new ArrayList<>();
        List<JumpHost> jumps = List.of();
        String proxyCommand = "";
        for (String line : text.split("\n", -1)) {
            int space = line.indexOf(' ');
            if (space < 0) {
                continue;
            }
            String value = line.substring(space + 1).strip();
            switch (line.substring(0, space)) {
                case "hostname" -> hostName = value;
                case "user" -> user = value;
                case "port" -> port = Integer.parseInt(value);
                case "identityfile" -> addKey(value, home, keys);
                case "proxyjump" -> jumps = value.equals("none") ? List.of() : JumpHost.parse(value);
                case "proxycommand" -> proxyCommand = value.equals("none") ? "" : value;
                default -> {
                    // not needed
                }
            }
        }
        return new UserSshConfig(hostName, port, user, keys, jumps, proxyCommand);
    }

    /** Adds a key file, except OpenSSH's default keys, which {@code ssh -G} lists too and jm tries by itself. */
    private static void addKey(String value, @Nullable String home, List<Path> keys) {
        if (DEFAULT_KEYS.contains(value) || home == null && value.startsWith("~/")) {
            return;
        }
        Path file = Path.of(value.startsWith("~/") ? home + value.substring(1) : value);
        if (Files.isRegularFile(file)) {
            keys.add(file);
        }
    }
}
