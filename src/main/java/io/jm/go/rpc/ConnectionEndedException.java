package io.jm.go.rpc;

import io.jm.base.JmException;

/** The connection was lost, or the peer sent malformed data; no further call will be answered. */
public final class ConnectionEndedException extends JmException {
    private static final long serialVersionUID = 1L;

    public ConnectionEndedException(String reason) {
        super(reason);
    }
}
