package io.jm.os;

import java.io.IOException;

/** A peer named a file by what is no name of a file inside of a folder. */
public final class UnsafeNameException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 200;

    UnsafeNameException(PeerName name) {
        super("refused the file name \"" + shown(name.toString()) + "\": it is not a name inside of a folder");
    }

    private static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "…";
    }
}
