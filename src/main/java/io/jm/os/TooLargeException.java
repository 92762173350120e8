package io.jm.os;

import java.io.IOException;

/** Untrusted input exceeds its limit. */
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Creates the message {@code more than N MiB (the limit)}. */
    public TooLargeException(long limit) {
        super("more than " + size(limit) + " (the limit)");
    }

    private static String size(long bytes) {
        long mebibytes = bytes >> 20;
        return mebibytes > 0 ? mebibytes + " MiB" : bytes + " bytes";
    }
}
