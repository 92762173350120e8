package io.jm.os;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the first Ctrl-C, hang-up or request to end into an interrupt of the working thread, which then saves what it
 * has and says how to go on. A worker that does not listen, because it waits for somebody else, has its last will done
 * and the process ends. The second signal ends the process at once, as if nobody had listened.
 */
public final class Interrupts implements AutoCloseable {
    private static final int SECONDS_TO_LISTEN = 3;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread worker;
    private final Runnable lastWill;
    private final List<Signals.Heard> signals = new ArrayList<>();

    private Interrupts(Thread worker, Runnable lastWill) {
        this.worker = worker;
        this.lastWill = lastWill;
        // a job in the background of a script ignores Ctrl-C, but its create is still to be ended in good order
        listen("INT", true);
        listen("TERM", false);
        listen("HUP", false);
        // a service manager that ends its children with SIGQUIT must not cut a create in two
        Signals.ignoreQuit();
    }

    /**
     * Listens until the result is closed.
     *
     * @param lastWill done on another thread if the worker does not react to its interrupt
     */
    public static Interrupts to(Thread worker, Runnable lastWill) {
        return new Interrupts(worker, lastWill);
    }

    private void listen(String name, boolean evenIfIgnored) {
        Signals.Heard signal = Signals.hear(name, this::received);
        if (signal == null) {
            return;
        }
        if (signal.wasIgnored() && !evenIfIgnored) {
            // nohup
            signal.giveBack();
        } else {
            signals.add(signal);
        }
    }

    private void received(Signals.Heard signal) {
        signal.letEnd();
        worker.interrupt();
        try {
            if (!closed.await(SECONDS_TO_LISTEN, TimeUnit.SECONDS)) {
                lastWill.run();
                signal.raise();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        signals.forEach(Signals.Heard::giveBack);
    }
}
