package io.jm.api;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import java.util.Objects;

/** A call failed. The message is complete and meant for a person. */
public final class DockerMachineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The kind of the error; empty if it is of none. */
    private final String code;

    private DockerMachineException(String message, String code, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    static DockerMachineException of(JmException failure) {
        ErrorCode code = failure.errorCode();
        return new DockerMachineException(failure.getMessage(), code == null ? "" : code.text(), failure);
    }

    /**
     * Returns the message.
     *
     * @return the message, never null
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * Returns the kind of the error, one of those that {@code jm help errors} lists, such as {@code no-such-machine},
     * {@code driver}, {@code ssh} or {@code cancelled}; empty if it is of no kind.
     *
     * @return the code
     */
    public String code() {
        return code;
    }
}
