package io.jm.os;

import io.jm.text.Printable;
import java.io.IOException;

/** A peer sent a file name that is not a single path element. */
public final class UnsafeNameException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int MAX_SHOWN = 200;

    UnsafeNameException(PeerName name) {
        super("rejected the file name \"" + Printable.excerpt(name.toString(), MAX_SHOWN)
                + "\": not a single path element");
    }
}
