package io.jm.ssh;

import io.jm.base.JmException;
import java.util.List;

/**
 * The way to a machine that is not reached directly.
 *
 * @param written the jump hosts as the user wrote them, for the user's own ssh configuration
 * @param jumps the logins to them, in their order; each one through the one before
 * @param proxyCommand the command of the user's ssh configuration whose streams lead to the first jump host, or to the
 *     machine if there is none; empty for a TCP connection
 */
public record SshRoute(List<JumpHost> written, List<SshTarget> jumps, String proxyCommand) {
    /** The direct way. */
    public static final SshRoute DIRECT = new SshRoute(List.of(), List.of(), "");

    public SshRoute {
        written = List.copyOf(written);
        jumps = List.copyOf(jumps);
        if (jumps.size() > JumpHost.MAX_HOSTS) {
            throw JumpHost.tooMany();
        }
        if (proxyCommand.chars().anyMatch(c -> c < ' ')) {
            throw new JmException("the ProxyCommand of your ssh configuration has control characters");
        }
    }

    /** Whether only the system's ssh can go this way: jm itself runs no ProxyCommand. */
    public boolean needsSystem() {
        return !proxyCommand.isEmpty();
    }

    /** Returns the jump hosts for a message, such as {@code ops@192.0.2.1:22}; empty if there are none. */
    String places() {
        return String.join(", ", jumps.stream().map(SshRoute::place).toList());
    }

    /** Returns {@code user@host:port}. */
    static String place(SshTarget target) {
        return target.user() + "@" + target.hostAndPort();
    }

    /** Returns a copy in which no host key is stored, see {@link SshTarget#storingNoHostKeys}. */
    SshRoute storingNoHostKeys() {
        return new SshRoute(
                written, jumps.stream().map(SshTarget::storingNoHostKeys).toList(), proxyCommand);
    }
}
