package io.jm.base;

/** The user ended the command before it was done. */
public final class CancelledException extends JmException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("interrupted", ExitCode.INTERRUPTED, null);
    }
}
