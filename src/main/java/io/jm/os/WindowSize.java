package io.jm.os;

import sun.misc.Signal;

/** The size of the user's terminal window, as far as the system tells about its changes. */
public final class WindowSize {
    private WindowSize() {}

    /** Calls {@code listener} after each change, for the rest of the process's life; never where there is no signal. */
    public static void onChange(Runnable listener) {
        try {
            Signal.handle(new Signal("WINCH"), signal -> listener.run());
        } catch (IllegalArgumentException e) {
            // not on this system
            return;
        }
    }
}
