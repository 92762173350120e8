package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.text.HostPort;
import io.jm.text.PortNumber;
import io.jm.text.Printable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host to log in to, the user, the keys, and how the host's key is verified.
 *
 * @param machineName the name under which the host key is stored
 * @param host the name or address to connect to
 * @param port the TCP port; 22 if 0
 * @param user the login name
 * @param keys the only private key files to use; empty for the agent and the user's default keys
 * @param hostKeys how strictly the host key is checked
 * @param knownHosts the known_hosts file of the machine, or null to store no host key
 * @param route the way to the host
 */
public record SshTarget(
        String machineName,
        String host,
        int port,
        String user,
        List<Path> keys,
        HostKeyPolicy hostKeys,
        @Nullable Path knownHosts,
        SshRoute route) {
    /** A host that is connected to directly. */
    public SshTarget(
            String machineName,
            String host,
            int port,
            String user,
            List<Path> keys,
            HostKeyPolicy hostKeys,
            @Nullable Path knownHosts) {
        this(machineName, host, port, user, keys, hostKeys, knownHosts, SshRoute.DIRECT);
    }

    /**
     * Validates values that come from drivers and config.json and become arguments of other programs.
     *
     * @throws JmException if a value starts like an option or contains control characters
     */
    public SshTarget {
        if (host.isEmpty()) {
            throw new JmException("machine \"" + machineName + "\" has no SSH host");
        }
        requireArgument("SSH host", host);
        requireArgument("SSH user", user);
        requireOneLine("machine name", machineName);
        keys = List.copyOf(keys);
        keys.forEach(key -> requireOneLine("SSH key path", key.toString()));
        if (!PortNumber.isPossible(port)) {
            throw new JmException("invalid SSH port: " + port);
        }
        port = port == 0 ? 22 : port;
    }

    private static void requireArgument(String name, String value) {
        requireOneLine(name, value);
        if (value.startsWith("-") || value.indexOf(' ') >= 0) {
            throw new JmException("invalid " + name + ": \"" + value + "\"");
        }
    }

    private static void requireOneLine(String name, String value) {
        String shown = Printable.line(value);
        if (!shown.equals(value)) {
            throw new JmException("invalid " + name + ": \"" + shown + "\"");
        }
    }

    /** Returns {@code host:port} for messages, an IPv6 address in brackets. */
    public String hostAndPort() {
        return HostPort.join(host, port);
    }

    /** Returns a copy with another user. */
    public SshTarget withUser(String name) {
        return new SshTarget(machineName, host, port, name, keys, hostKeys, knownHosts, route);
    }

    /** Returns a copy with this key alone. */
    public SshTarget withKey(Path key) {
        return new SshTarget(machineName, host, port, user, List.of(key), hostKeys, knownHosts, route);
    }

    /**
     * Returns a copy for a login that leaves no trace: the host keys on record, its own and those of its jump hosts, are
     * checked, and the others are neither checked nor stored.
     */
    public SshTarget storingNoHostKeys() {
        boolean known = knownHosts != null
                && !new KnownHosts(knownHosts, machineName).entries().isEmpty();
        return new SshTarget(
                machineName,
                host,
                port,
                user,
                keys,
                known ? hostKeys : HostKeyPolicy.OFF,
                known ? knownHosts : null,
                route.storingNoHostKeys());
    }

    /** Returns a copy that is reached in another way. */
    public SshTarget via(SshRoute way) {
        return new SshTarget(machineName, host, port, user, keys, hostKeys, knownHosts, way);
    }
}
