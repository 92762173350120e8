package io.jm.forwarding;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.PortForwarding;
import io.jm.engine.ContainerClient;
import io.jm.engine.ContainerEvents;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Follows the containers of one machine and forwards the ports that they publish, until the machine stops. An engine that
 * is away is tried again and again; until it is back, what is forwarded stays.
 */
final class PortWatcher {
    private final ContainerClient engine;
    private final PortForwarding forwarding;
    private final Forwards forwards;
    private final WatchLog log;
    private final Pace pace;

    /** Holds one signal if the ports are to be read again; a second one would mean the same. */
    private final BlockingQueue<Boolean> signals = new ArrayBlockingQueue<>(1);

    private volatile boolean ended;
    /** The failure in the log since the engine answered last; empty for none. */
    private String reported = "";

    PortWatcher(ContainerClient engine, PortForwarding forwarding, Forwards forwards, WatchLog log, Pace pace) {
        this.engine = engine;
        this.forwarding = forwarding;
        this.forwards = forwards;
        this.log = log;
        this.pace = pace;
    }

    /** Watches until the machine stops. */
    void run() {
        inBackground("machine-end", this::awaitEnd);
        Duration wait = pace.firstRetry();
        while (!ended) {
            long start = System.nanoTime();
            String failure = follow();
            boolean lasted = System.nanoTime() - start > pace.lastRetry().toNanos();
            if (!failure.isEmpty()) {
                wait = lasted ? pace.firstRetry() : wait;
                pause(wait, failure);
                wait = pace.after(wait);
            }
        }
        forwards.end();
    }

    private void awaitEnd() {
        try {
            forwarding.awaitEnd();
        } catch (JmException e) {
            log.line("cannot tell when the machine stops, so watching ends: " + e.getMessage());
        } finally {
            ended = true;
            signals.offer(true);
        }
    }

    /** Waits before the next attempt. No line is written about an engine that fails because its machine stops. */
    private void pause(Duration wait, String failure) {
        signals.clear();
        if (!ended) {
            signalWithin(wait);
        }
        if (!ended && !failure.equals(reported)) {
            log.line(failure);
            reported = failure;
        }
    }

    /** Follows one stream of events; returns why it ended, or empty if it ended for another one to be opened. */
    private String follow() {
        try (ContainerEvents events = engine.events(pace.answer())) {
            Stream stream = new Stream(events);
            inBackground("engine-events", stream);
            forwards.update(engine.publishedPorts(pace.answer()));
            connected();
            boolean settled = true;
            while (!ended && stream.failure.isEmpty()) {
                boolean signal = signalWithin(settled ? pace.idle() : pace.settle());
                if (!signal && settled) {
                    return "";
                }
                settled = !signal;
                if (signal) {
                    Ticker.system().sleep(pace.burst());
                    signals.clear();
                }
                if (!ended && stream.failure.isEmpty()) {
                    forwards.update(engine.publishedPorts(pace.answer()));
                }
            }
            return ended ? "" : stream.failure;
        } catch (CancelledException e) {
            throw e;
        } catch (JmException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void connected() {
        if (!reported.isEmpty()) {
            log.line("the engine answers again");
            reported = "";
        }
    }

    private boolean signalWithin(Duration wait) {
        try {
            return signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS) != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** Runs work on a thread that does not keep the process alive. */
    static void inBackground(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Turns the events of a stream into signals. */
    private final class Stream implements Runnable {
        private final ContainerEvents events;
        private volatile String failure = "";

        Stream(ContainerEvents events) {
            this.events = events;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    events.await();
                    signals.offer(true);
                }
            } catch (JmException e) {
                failure = String.valueOf(e.getMessage());
                signals.offer(true);
            }
        }
    }
}
