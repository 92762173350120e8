package io.jm.base;

import org.jspecify.annotations.Nullable;

/** An error in the command line: the command's help is printed before the message. */
public final class UsageException extends JmException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable String heading;

    /** Prints the help, then {@code message} on standard error. */
    public UsageException(String message) {
        this(message, null);
    }

    /** Prints {@code heading} and a blank line, the help, then {@code message} on standard error. */
    public UsageException(String message, @Nullable String heading) {
        super(message, ErrorCode.USAGE, null);
        this.heading = heading;
    }

    public @Nullable String heading() {
        return heading;
    }
}
