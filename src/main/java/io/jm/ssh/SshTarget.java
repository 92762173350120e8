package io.jm.ssh;

import io.jm.base.JmException;
import io.jm.text.HostPort;
import io.jm.text.Printable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where to log in, as whom, and what proves that it is the right host.
 *
 * @param machineName the name under which the host's key is remembered
 * @param host the name or address to connect to
 * @param port the TCP port; 22 if 0
 * @param user the login name
 * @param keys private key files to use, and no others; empty for the agent and the user's default keys
 * @param hostKeys how strictly the host's key is checked
 * @param knownHosts the file that remembers the machine's host key, or null if nothing is to be remembered
 */
public record SshTarget(
        String machineName,
        String host,
        int port,
        String user,
        List<Path> keys,
        HostKeyPolicy hostKeys,
        @Nullable Path knownHosts) {
    private static final int HIGHEST_PORT = 0xffff;

    /**
     * Checks what becomes arguments and configuration of other programs: drivers and config.json supply it.
     *
     * @throws JmException if a part starts like an option, or holds control characters
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
        if (port < 0 || port > HIGHEST_PORT) {
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

    /** The host and port, for a message. */
    public String place() {
        return HostPort.join(host, port);
    }

    /** The same place as somebody else. */
    public SshTarget withUser(String other) {
        return new SshTarget(machineName, host, port, other, keys, hostKeys, knownHosts);
    }

    /** The same place, entered with this key alone. */
    public SshTarget withKey(Path key) {
        return new SshTarget(machineName, host, port, user, List.of(key), hostKeys, knownHosts);
    }

    /** The same place, whose host key is neither checked nor remembered. */
    public SshTarget withoutHostKeys() {
        return new SshTarget(machineName, host, port, user, keys, HostKeyPolicy.OFF, null);
    }
}
