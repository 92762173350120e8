package io.jm.base;

import org.jspecify.annotations.Nullable;

/**
 * An error in the command line: called as docker-machine, the command's help is printed before the message; as jm, the
 * command that prints the help is named after it.
 */
public final class UsageException extends JmException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable String heading;

    /** Prints {@code message} on standard error; called as docker-machine, the help before it. */
    public UsageException(String message) {
        this(message, null);
    }

    /** As {@link #UsageException(String)}, with {@code heading} and a blank line before the help. */
    public UsageException(String message, @Nullable String heading) {
        super(message, ErrorCode.USAGE, null);
        this.heading = heading;
    }

    public @Nullable String heading() {
        return heading;
    }
}
