package io.jm.base;

/**
 * An exception that nobody expected, as a failure of the one machine, driver or command in which it happened. The loops
 * over machines catch everything through {@link #of}, so that one machine's exception cannot end the others' work.
 */
public final class UnexpectedException extends JmException {
    private static final long serialVersionUID = 1L;

    private UnexpectedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The failure itself if it has a sentence for the user, else one that names it as an error of jm. */
    public static JmException of(Throwable failure) {
        if (failure instanceof JmException known) {
            return known;
        }
        if (failure instanceof StackOverflowError) {
            return new UnexpectedException("the data are nested too deeply", failure);
        }
        if (failure instanceof OutOfMemoryError) {
            return new UnexpectedException(missing(failure), failure);
        }
        return new UnexpectedException(
                "internal error: " + failure + " (please report it; --debug shows details)", failure);
    }

    /** The same error says that there is no room for objects and that the system starts no more threads. */
    private static String missing(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("native thread")
                ? "the system allows no more threads (see ulimit -u and ulimit -v)"
                : "not enough memory";
    }
}
