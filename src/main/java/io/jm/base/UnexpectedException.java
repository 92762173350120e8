package io.jm.base;

/**
 * An unexpected exception, reported as the error of the one machine, driver or command in which it happened. Loops over
 * machines convert every exception with {@link #of}, so that an error of one machine does not abort the others.
 */
public final class UnexpectedException extends JmException {
    private static final long serialVersionUID = 1L;

    private UnexpectedException(String message, Throwable cause) {
        super(message, ErrorCode.BUG, cause);
    }

    /** Returns {@code failure} itself if it is a {@link JmException}, otherwise one that reports an internal error. */
    public static JmException of(Throwable failure) {
        if (failure instanceof JmException known) {
            return known;
        }
        if (failure instanceof StackOverflowError) {
            return new UnexpectedException("the data are nested too deeply", failure);
        }
        if (failure instanceof OutOfMemoryError) {
            return new UnexpectedException(outOfMemory(failure), failure);
        }
        return new UnexpectedException(
                "internal error: " + failure + " (please report it; --debug shows details)", failure);
    }

    /** The JVM throws the same error when the heap is full and when the system refuses another thread. */
    private static String outOfMemory(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("native thread")
                ? "the system allows no more threads (see ulimit -u and ulimit -v)"
                : "not enough memory";
    }
}
