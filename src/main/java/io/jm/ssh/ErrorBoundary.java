package io.jm.ssh;

import io.jm.base.JmException;
import java.util.function.Supplier;

/** The edge of the room: what nobody foresaw in an answer of a host becomes an error about that host. */
public final class ErrorBoundary {
    private ErrorBoundary() {}

    /** Does the work; {@code place} is where it is done. */
    public static <T> T around(String place, Supplier<T> work) {
        try {
            return work.get();
        } catch (JmException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SshException(place + ": " + PeerReason.of(e), SshException.Kind.PROTOCOL, e);
        }
    }

    /** The same executor within the boundary. */
    public static SshExecutor around(String place, SshExecutor executor) {
        return new SshExecutor() {
            @Override
            public SshReply run(String command) {
                return around(place, () -> executor.run(command));
            }

            @Override
            public SshReply run(String command, String input) {
                return around(place, () -> executor.run(command, input));
            }

            @Override
            public SshReply runOnTerminal(String command) {
                return around(place, () -> executor.runOnTerminal(command));
            }

            @Override
            public void close() {
                around(place, () -> {
                    executor.close();
                    return true;
                });
            }
        };
    }
}
