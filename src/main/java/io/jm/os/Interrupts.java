package io.jm.os;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first Ctrl-C into an interrupt of the working thread, which then saves what it has and says how to go on.
 * A worker that does not listen, because it waits for somebody else, has its last will done and the process ends. The
 * second Ctrl-C ends the process at once, as if nobody had listened.
 */
public final class Interrupts implements AutoCloseable {
    private static final String CTRL_C = "INT";
    private static final int SECONDS_TO_LISTEN = 3;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread worker;
    private final Runnable lastWill;
    private final SignalHandler before;

    private Interrupts(Thread worker, Runnable lastWill) {
        this.worker = worker;
        this.lastWill = lastWill;
        this.before = Signal.handle(new Signal(CTRL_C), this::received);
        ignoreQuit();
    }

    /**
     * Listens until the result is closed.
     *
     * @param lastWill done on another thread if the worker does not react to its interrupt
     */
    public static Interrupts to(Thread worker, Runnable lastWill) {
        return new Interrupts(worker, lastWill);
    }

    private void received(Signal signal) {
        Signal.handle(signal, before == SignalHandler.SIG_IGN ? SignalHandler.SIG_DFL : before);
        worker.interrupt();
        try {
            if (!closed.await(SECONDS_TO_LISTEN, TimeUnit.SECONDS)) {
                lastWill.run();
                Signal.raise(signal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        closed.countDown();
        Signal.handle(new Signal(CTRL_C), before);
    }
}
