package io.jm.base;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An error with the complete message for the user and the exit code that results from it. */
public class JmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExitCode exitCode;
    private final transient @Nullable ErrorCode errorCode;

    public JmException(String message) {
        this(message, ExitCode.FAILED, null);
    }

    public JmException(String message, @Nullable Throwable cause) {
        this(message, ExitCode.FAILED, cause);
    }

    public JmException(String message, ExitCode exitCode, @Nullable Throwable cause) {
        this(message, exitCode, null, cause);
    }

    public JmException(String message, ErrorCode errorCode, @Nullable Throwable cause) {
        this(message, ExitCode.FAILED, errorCode, cause);
    }

    public JmException(String message, ExitCode exitCode, @Nullable ErrorCode errorCode, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
        this.errorCode = errorCode;
    }

    /** Returns one error that has all messages, a line or more each, and the first one's exit code. */
    public static JmException ofAll(List<? extends JmException> failures) {
        return failures.size() == 1 ? failures.get(0) : new SeveralFailuresException(failures);
    }

    /** Throws {@link #ofAll} of the failures; without any it does nothing. */
    public static void throwAll(List<? extends JmException> failures) {
        if (!failures.isEmpty()) {
            throw ofAll(failures);
        }
    }

    /** Returns the failures of the machines if there are several, else this one. */
    public List<JmException> each() {
        return List.of(this);
    }

    public final ExitCode exitCode() {
        return exitCode;
    }

    /**
     * Returns the kind of the error: its own, or that of the cause that is nearest to it. That a driver failed counts only
     * if no cause of that is known. Null if there is none.
     */
    public final @Nullable ErrorCode errorCode() {
        ErrorCode found = null;
        for (Throwable at = this; at != null; at = at.getCause()) {
            ErrorCode own = at instanceof JmException known ? known.errorCode : null;
            if (own != null && own != ErrorCode.DRIVER) {
                return own;
            }
            found = found == null ? own : found;
        }
        return found;
    }

    /** Returns the same error as one of that kind, unless it has a kind. */
    public JmException as(ErrorCode kind) {
        return errorCode() == null ? new JmException(getMessage(), exitCode, kind, this) : this;
    }

    /** Returns the message, which is never null, unlike in other exceptions. */
    @Override
    public final String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Returns the same error with a prefix, {@code "PREFIX: MESSAGE"}, and the same exit code. */
    public JmException within(String prefix) {
        return new JmException(prefix + ": " + getMessage(), exitCode, this);
    }
}
