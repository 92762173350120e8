package io.jm.engine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Ends a conversation when its time is up, by closing its connection, whatever the conversation is waiting for. */
final class Deadline implements AutoCloseable {
    private final long endNanos;
    private final Timer timer;
    private @Nullable TimerTask guard;
    private volatile boolean rung;

    Deadline(Duration duration, Timer timer) {
        this.timer = timer;
        this.endNanos = System.nanoTime() + duration.toNanos();
    }

    int leftMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (endNanos - System.nanoTime()) / 1_000_000));
    }

    /** From now on the connection lives no longer than this deadline. */
    void guard(Closeable connection) {
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                rung = true;
                closeQuietly(connection);
            }
        };
        timer.schedule(end, leftMillis());
        guard = end;
    }

    private static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // then it is closed already
            return;
        }
    }

    /** Whether a failure may have come from us. */
    boolean passed() {
        return rung || System.nanoTime() - endNanos >= 0;
    }

    @Override
    public void close() {
        if (guard != null) {
            guard.cancel();
        }
    }
}
