package io.jm.ssh;

import io.jm.base.JmException;
import org.jspecify.annotations.Nullable;

/** No connection to the machine could be made, or it was refused or lost. */
public final class SshException extends JmException {
    private static final long serialVersionUID = 1L;

    private final boolean hopeless;

    /**
     * @param message the reason, as a finished sentence
     * @param hopeless whether trying again cannot help (a missing key file, a changed host key)
     * @param cause what happened below, if anything
     */
    public SshException(String message, boolean hopeless, @Nullable Throwable cause) {
        super(message, cause);
        this.hopeless = hopeless;
    }

    public boolean hopeless() {
        return hopeless;
    }
}
