package io.jm.go.rpc;

import io.jm.base.JmException;

/** The other side is gone, or says nothing that could be understood; no call will be answered any more. */
public final class ConnectionEndedException extends JmException {
    private static final long serialVersionUID = 1L;

    public ConnectionEndedException(String reason) {
        super(reason);
    }
}
