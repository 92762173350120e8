package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.os.Setting;
import io.jm.os.TooLargeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user's own ssh configuration says about a host. OpenSSH itself is asked ({@code ssh -G}), so that {@code
 * Match} and {@code Include} mean what they mean there.
 *
 * @param hostName the real name or address
 * @param port the port
 * @param user the login name
 * @param keys the key files that were named for the host and exist; empty for the agent and the default keys
 */
public record UserSshConfig(String hostName, int port, String user, List<Path> keys) {
    public UserSshConfig {
        keys = List.copyOf(keys);
    }

    /** The configuration of a host; the bare defaults where there is no OpenSSH. */
    public static UserSshConfig of(String host, Environment environment) {
        Path program = Programs.find(environment, "ssh");
        String user = environment.get(Setting.USER, environment.get(Setting.LOGNAME, "root"));
        UserSshConfig plain = new UserSshConfig(host, 22, user, List.of());
        if (program == null || host.startsWith("-")) {
            return plain;
        }
        try {
            Programs.Outcome outcome = Programs.capture(List.of(program.toString(), "-G", host), new byte[0]);
            return outcome.status() == 0
                    ? parse(new String(outcome.output(), StandardCharsets.UTF_8), plain, environment.home())
                    : plain;
        } catch (TooLargeException e) {
            throw new JmException(program + " -G " + host + " printed " + e.getMessage(), e);
        }
    }

    /** Reads the {@code keyword value} lines of {@code ssh -G}. */
    static UserSshConfig parse(String text, UserSshConfig plain, @Nullable String home) {
        String hostName = plain.hostName;
        String user = plain.user;
        int port = plain.port;
        List<Path> keys = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int blank = line.indexOf(' ');
            if (blank < 0) {
                continue;
            }
            String value = line.substring(blank + 1).strip();
            switch (line.substring(0, blank)) {
                case "hostname" -> hostName = value;
                case "user" -> user = value;
                case "port" -> port = Integer.parseInt(value);
                case "identityfile" -> named(value, home, keys);
                default -> {
                    // not about where and as whom
                }
            }
        }
        return new UserSshConfig(hostName, port, user, keys);
    }

    /** ssh -G lists its default keys too; those are ours as well, without being named. */
    private static void named(String value, @Nullable String home, List<Path> keys) {
        if (value.startsWith("~/.ssh/id_") || home == null && value.startsWith("~/")) {
            return;
        }
        Path file = Path.of(value.startsWith("~/") ? home + value.substring(1) : value);
        if (Files.isRegularFile(file)) {
            keys.add(file);
        }
    }
}
