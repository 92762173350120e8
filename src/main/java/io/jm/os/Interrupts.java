package io.jm.os;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first Ctrl-C into an interrupt of the working thread, which then saves what it has and says how to go on.
 * The second one ends the process at once, as if nobody had listened.
 */
public final class Interrupts implements AutoCloseable {
    private static final String CTRL_C = "INT";

    private final SignalHandler before;

    private Interrupts(SignalHandler before) {
        this.before = before;
    }

    /** Listens until the result is closed. */
    public static Interrupts to(Thread worker) {
        Signal signal = new Signal(CTRL_C);
        SignalHandler before = Signal.handle(signal, received -> {
            Signal.handle(received, SignalHandler.SIG_DFL);
            worker.interrupt();
        });
        ignoreQuit();
        return new Interrupts(before);
    }

    /** A service manager that ends its children with SIGQUIT must not cut a create in two. */
    private static void ignoreQuit() {
        try {
            Signal.handle(new Signal("QUIT"), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            // the JVM keeps this signal for itself and only prints its threads
            return;
        }
    }

    @Override
    public void close() {
        Signal.handle(new Signal(CTRL_C), before);
    }
}
