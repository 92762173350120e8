package io.jm.base;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure whose message is the finished sentence for the user, together with the exit code it leads to. */
public class JmException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ExitCode exitCode;

    public JmException(String message) {
        this(message, ExitCode.FAILED, null);
    }

    public JmException(String message, @Nullable Throwable cause) {
        this(message, ExitCode.FAILED, cause);
    }

    public JmException(String message, ExitCode exitCode, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    public final ExitCode exitCode() {
        return exitCode;
    }

    /** The sentence; never null, unlike in other exceptions. */
    @Override
    public final String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The same failure told as part of something larger: {@code "PREFIX: MESSAGE"}, same exit code. */
    public JmException within(String prefix) {
        return new JmException(prefix + ": " + getMessage(), exitCode, this);
    }
}
