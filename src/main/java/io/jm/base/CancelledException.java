package io.jm.base;

/** The user interrupted the command (SIGINT, SIGTERM or SIGHUP). */
public final class CancelledException extends JmException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("interrupted", ExitCode.INTERRUPTED, ErrorCode.CANCELLED, null);
    }
}
