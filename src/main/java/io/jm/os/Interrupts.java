package io.jm.os;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns the first SIGINT, SIGTERM or SIGHUP into an interrupt of the worker thread, which then saves its state and
 * prints recovery commands. If the worker does not react within {@value #TIMEOUT_SECONDS} s, {@code onTimeout} runs and
 * the signal is raised again. A second signal ends the process at once.
 */
public final class Interrupts implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 3;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread worker;
    private final @Nullable Runnable onTimeout;
    private final List<Signals.Registration> signals = new ArrayList<>();

    private Interrupts(Thread worker, @Nullable Runnable onTimeout) {
        this.worker = worker;
        this.onTimeout = onTimeout;
        // the handlers that are restored at the end: a worker may have started processes by then
        Signals.runHooksAtEnd();
        // a background job of a script ignores SIGINT, but its create must still be interruptible
        handle("INT", true);
        handle("TERM", false);
        handle("HUP", false);
        // a service manager that stops its children with SIGQUIT must not abort a create halfway
        Signals.ignoreQuit();
    }

    /** Handles the signals until the result is closed. */
    public static Interrupts to(Thread worker) {
        return new Interrupts(worker, null);
    }

    /**
     * As the other method.
     *
     * @param onTimeout runs on another thread if the worker does not react to its interrupt
     */
    public static Interrupts to(Thread worker, Runnable onTimeout) {
        return new Interrupts(worker, onTimeout);
    }

    private void handle(String name, boolean evenIfIgnored) {
        Signals.Registration signal = Signals.handle(name, this::received);
        if (signal == null) {
            return;
        }
        if (signal.wasIgnored() && !evenIfIgnored) {
            // nohup
            signal.restore();
        } else {
            signals.add(signal);
        }
    }

    private void received(Signals.Registration signal) {
        signal.endOnNext();
        worker.interrupt();
        try {
            if (!closed.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                if (onTimeout != null) {
                    onTimeout.run();
                }
                signal.raise();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        for (Signals.Registration signal : signals) {
            signal.restore();
        }
    }
}
