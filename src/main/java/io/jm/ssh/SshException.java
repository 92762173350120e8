package io.jm.ssh;

import io.jm.base.JmException;
import org.jspecify.annotations.Nullable;

/** No connection to the machine could be made, or it was refused, lost or cut off by us. */
public final class SshException extends JmException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What went wrong, for whoever decides whether to try again. */
    public enum Kind {
        /** There is no address of that name. */
        UNKNOWN_HOST(false),
        /** Nothing listens at the port. */
        REFUSED(false),
        /** Nothing answers, or not in time. */
        TIMEOUT(false),
        /** What answers is no SSH server, breaks the protocol or went away. */
        PROTOCOL(false),
        /** The server does not let us in. */
        AUTHENTICATION(false),
        /** The host's key is not the one that was remembered. */
        HOST_KEY(true),
        /** Our own key cannot be used. */
        CLIENT_KEY(true),
        /** The host sends more than is ever taken. */
        OUTPUT_LIMIT(true);

        private final boolean permanent;

        Kind(boolean permanent) {
            this.permanent = permanent;
        }
    }

    /**
     * @param message the reason, as a finished sentence
     * @param kind what went wrong
     * @param cause what happened below, if anything
     */
    public SshException(String message, Kind kind, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether trying again cannot help. */
    public boolean permanent() {
        return kind.permanent;
    }
}
