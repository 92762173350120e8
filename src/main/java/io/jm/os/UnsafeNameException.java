package io.jm.os;

import java.io.IOException;

/** A peer sent a file name that is not a single path element. */
public final class UnsafeNameException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_SHOWN = 200;

    UnsafeNameException(PeerName name) {
        super("rejected the file name \"" + truncated(name.toString()) + "\": not a single path element");
    }

    private static String truncated(String name) {
        return name.length() <= MAX_SHOWN ? name : name.substring(0, MAX_SHOWN) + "…";
    }
}
