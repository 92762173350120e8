package io.jm.base;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An error with the complete message for the user and the exit code that results from it. */
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

    /** Returns one error that has all messages, a line or more each, and the first one's exit code. */
    public static JmException ofAll(List<? extends JmException> failures) {
        return failures.size() == 1 ? failures.get(0) : new SeveralFailuresException(failures);
    }

    /** Returns the failures of the machines if there are several, else this one. */
    public List<JmException> each() {
        return List.of(this);
    }

    public final ExitCode exitCode() {
        return exitCode;
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
