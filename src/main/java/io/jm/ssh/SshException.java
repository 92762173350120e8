package io.jm.ssh;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import org.jspecify.annotations.Nullable;

/** A connection to the machine failed, was refused or lost, or was closed by jm because of a limit. */
public final class SshException extends JmException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** The type of failure, which decides whether a retry makes sense. */
    public enum Kind {
        /** The host name cannot be resolved. */
        UNKNOWN_HOST(false),
        /** The port refuses connections. */
        REFUSED(false),
        /** The host cannot be reached or does not respond in time. */
        TIMEOUT(false),
        /** The peer is no SSH server, violates the protocol, or closed the connection. */
        PROTOCOL(false),
        /** The server rejects the login. */
        AUTHENTICATION(false),
        /** The host key is not the known one. */
        HOST_KEY(true),
        /** The client's private key cannot be used. */
        CLIENT_KEY(true),
        /** A jump host cannot be reached, or its connection was lost. */
        JUMP(false),
        /** A jump host rejects the login, or the connection to the next host. */
        JUMP_REJECTED(true),
        /** The host sends more output than jm accepts. */
        OUTPUT_LIMIT(true);

        private final boolean permanent;

        Kind(boolean permanent) {
            this.permanent = permanent;
        }
    }

    /**
     * @param message the complete message for the user
     * @param kind the type of failure
     * @param cause the underlying exception, if any
     */
    public SshException(String message, Kind kind, @Nullable Throwable cause) {
        super(message, kind == Kind.HOST_KEY ? ErrorCode.HOST_KEY : ErrorCode.SSH, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether a retry cannot succeed. */
    public boolean permanent() {
        return kind.permanent;
    }
}
