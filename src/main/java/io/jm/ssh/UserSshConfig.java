package io.jm.ssh;

import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user's ssh configuration of a host, as printed by {@code ssh -G}, so that {@code Match} and {@code Include} work
 * as in OpenSSH.
 *
 * @param hostName the name or address to connect to
 * @param port the port
 * @param user the login name
 * @param keys the configured key files that exist; empty for the agent and the default keys
 */
public record UserSshConfig(String hostName, int port, String user, List<Path> keys) {
    public UserSshConfig {
        keys = List.copyOf(keys);
    }

    /** Returns the configuration of a host; the defaults if there is no OpenSSH. */
    public static UserSshConfig of(String host, Environment environment) {
        Path program = Programs.find(environment, "ssh");
        String user = environment.get(Setting.USER, environment.get(Setting.LOGNAME, "root"));
        UserSshConfig defaults = new UserSshConfig(host, 22, user, List.of());
        if (program == null || host.startsWith("-")) {
            return defaults;
        }
        Programs.Outcome outcome = Programs.capture(List.of(program.toString(), "-G", host));
        return outcome.succeeded() ? parse(outcome.text(), defaults, environment.home()) : defaults;
    }

    /** Parses the {@code keyword value} lines of {@code ssh -G}. */
    static UserSshConfig parse(String text, UserSshConfig defaults, @Nullable String home) {
        String hostName = defaults.hostName;
        String user = defaults.user;
        int port = defaults.port;
        List<Path> keys = new ArrayList<>();
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
                default -> {
                    // not needed
                }
            }
        }
        return new UserSshConfig(hostName, port, user, keys);
    }

    /** Adds a key file, except OpenSSH's default keys, which {@code ssh -G} lists too and jm tries by itself. */
    private static void addKey(String value, @Nullable String home, List<Path> keys) {
        if (value.startsWith("~/.ssh/id_") || home == null && value.startsWith("~/")) {
            return;
        }
        Path file = Path.of(value.startsWith("~/") ? home + value.substring(1) : value);
        if (Files.isRegularFile(file)) {
            keys.add(file);
        }
    }
}
