package io.jm.os;

import java.io.IOException;

/** More came from outside than is ever taken. */
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the limit in bytes. */
    public TooLargeException(long limit) {
        super("more than " + size(limit) + ", which is the most that is read");
    }

    private static String size(long bytes) {
        long mebibytes = bytes >> 20;
        return mebibytes > 0 ? mebibytes + " MiB" : bytes + " bytes";
    }
}
