package io.jm.cloud;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An error that a provider's API answered. */
public final class ApiException extends JmException {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final int status;
    private final String code;
    private final Duration retryAfter;

    /** What an error means, whatever the provider calls it. */
    public enum Kind {
        /** There is no such thing, or no longer. */
        NOT_FOUND,
        /** There is one with that name or id already. */
        EXISTS,
        /** Too many requests: the same request succeeds later. */
        THROTTLED,
        /** A failure of the provider: the same request may succeed later. */
        TEMPORARY,
        /** The credentials are wrong or have expired. */
        CREDENTIALS,
        /** The credentials do not allow it. */
        DENIED,
        /** The provider or the user's quota has no room for it. */
        NO_CAPACITY,
        /** Anything else, such as an invalid value. */
        OTHER
    }

    /**
     * Makes an exception.
     *
     * @param message complete, printable, without secrets
     * @param status of HTTP
     * @param code the provider's name of the error; may be empty
     * @param retryAfter how long the provider asks to wait; zero if it does not
     */
    public ApiException(String message, Kind kind, int status, String code, Duration retryAfter) {
        super(message, ErrorCode.DRIVER, null);
        this.kind = kind;
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** Returns the answer about a thing; null if the provider has no such thing. */
    public static <T> @Nullable T ifFound(Supplier<T> question) {
        try {
            return question.get();
        } catch (ApiException e) {
            if (e.is(Kind.NOT_FOUND)) {
                return null;
            }
            throw e;
        }
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Duration retryAfter() {
        return retryAfter;
    }

    public boolean is(Kind expected) {
        return kind == expected;
    }
}
