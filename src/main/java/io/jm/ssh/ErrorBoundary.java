package io.jm.ssh;

import io.jm.base.JmException;
import java.util.function.Supplier;

/** Turns unexpected exceptions, caused by a host's responses, into errors that name the host. */
public final class ErrorBoundary {
    private ErrorBoundary() {}

    /**
     * Runs {@code work}; an exception that is no {@link JmException} becomes an {@link SshException}.
     *
     * @param place the host and port, for the message
     */
    public static <T> T around(String place, Supplier<T> work) {
        try {
            return work.get();
        } catch (JmException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SshException(place + ": " + PeerReason.of(e), SshException.Kind.PROTOCOL, e);
        }
    }

    /** Returns the executor with the same boundary around each of its methods. */
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
            public SshOutput runApart(String command) {
                return around(place, () -> executor.runApart(command));
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
