package io.jm.os;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns the first Ctrl-C, hang-up or request to end into an interrupt of the working thread, which then saves what it
 * has and says how to go on. A worker that does not listen, because it waits for somebody else, has its last will done
 * and the process ends. The second signal ends the process at once, as if nobody had listened.
 */
public final class Interrupts implements AutoCloseable {
    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
    private static final int SECONDS_TO_LISTEN = 3;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread worker;
    private final Runnable lastWill;
    private final Map<String, SignalHandler> before = new HashMap<>();

    private Interrupts(Thread worker, Runnable lastWill) {
        this.worker = worker;
        this.lastWill = lastWill;
        SIGNALS.forEach(this::listen);
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

    private void listen(String name) {
        try {
            Signal signal = new Signal(name);
            SignalHandler other = Signal.handle(signal, this::received);
            if (other == SignalHandler.SIG_IGN && !name.equals("INT")) {
                // nohup
                Signal.handle(signal, other);
            } else {
                before.put(name, other);
            }
        } catch (IllegalArgumentException e) {
            // this system has no such signal
            return;
        }
    }

    private void received(Signal signal) {
        SignalHandler other = before.getOrDefault(signal.getName(), SignalHandler.SIG_DFL);
        Signal.handle(signal, other == SignalHandler.SIG_IGN ? SignalHandler.SIG_DFL : other);
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
        before.forEach((name, other) -> Signal.handle(new Signal(name), other));
    }
}
