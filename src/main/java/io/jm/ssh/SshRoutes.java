package io.jm.ssh;

import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Determines how to log in to jump hosts. As for OpenSSH they are hosts of the user's own: what is not given for one is asked
 * of the user's ssh configuration.
 *
 * @param environment where to find the user's ssh configuration
 * @param hostKeys how strictly the keys of jump hosts are checked
 * @param knownHosts the file with their keys
 */
public record SshRoutes(Environment environment, HostKeyPolicy hostKeys, Path knownHosts) {
    /**
     * Returns the way through the given hosts.
     *
     * @param proxyCommand how the first host is reached, or the machine if there is none; empty for a connection
     * @throws io.jm.base.JmException if the configuration leads through too many hosts, for example in a circle
     */
    public SshRoute through(List<JumpHost> written, String proxyCommand) {
        Deque<SshTarget> logins = new ArrayDeque<>();
        List<JumpHost> before = written;
        String command = proxyCommand;
        while (!before.isEmpty()) {
            List<UserSshConfig> configs = before.stream()
                    .map(host -> UserSshConfig.of(host.host(), environment))
                    .toList();
            for (int i = before.size() - 1; i >= 0; i--) {
                logins.addFirst(login(before.get(i), configs.get(i)));
            }
            if (logins.size() > JumpHost.MAX_HOSTS) {
                throw JumpHost.tooMany();
            }
            // as OpenSSH, which asks its configuration only for the way to the first one
            before = configs.get(0).jumps();
            command = before.isEmpty() ? configs.get(0).proxyCommand() : "";
        }
        return new SshRoute(written, List.copyOf(logins), command);
    }

    private SshTarget login(JumpHost written, UserSshConfig config) {
        int port = written.port() == 0 ? config.port() : written.port();
        String host = config.hostName();
        return new SshTarget(
                "[" + host.toLowerCase(Locale.ROOT) + "]:" + port,
                host,
                port,
                written.user().isEmpty() ? config.user() : written.user(),
                config.keys(),
                hostKeys,
                knownHosts);
    }
}
