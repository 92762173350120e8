package io.jm.engine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Limits the total time of an exchange with an engine: closes its connection on timeout, whatever it waits for. */
final class Deadline implements AutoCloseable {
    private final long endNanos;
    private final Timer timer;
    private @Nullable TimerTask watch;
    private volatile boolean fired;

    Deadline(Duration timeout, Timer timer) {
        this.timer = timer;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    int remainingMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (endNanos - System.nanoTime()) / 1_000_000));
    }

    /** Closes the connection when the deadline expires. */
    void watch(Closeable connection) {
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                fired = true;
                closeQuietly(connection);
            }
        };
        timer.schedule(end, remainingMillis());
        watch = end;
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // already closed
            return;
        }
    }

    /** Returns whether the deadline has expired, so that an error may be due to the closed connection. */
    boolean expired() {
        return fired || System.nanoTime() - endNanos >= 0;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.cancel();
        }
    }
}
