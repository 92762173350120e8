package io.jm.engine;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a conversation when its time is up, by closing its connection, whatever the conversation is waiting for. */
final class Deadline implements AutoCloseable {
    private final long endNanos;
    private @Nullable Thread guard;

    Deadline(Duration duration) {
        this.endNanos = System.nanoTime() + duration.toNanos();
    }

    int leftMillis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (endNanos - System.nanoTime()) / 1_000_000));
    }

    /** From now on the connection lives no longer than this deadline. */
    void guard(Closeable connection) {
        Thread watcher = new Thread(() -> closeAtEnd(connection), "engine-deadline");
        watcher.setDaemon(true);
        watcher.start();
        guard = watcher;
    }

    private void closeAtEnd(Closeable connection) {
        try {
            // not a moment early, or the failure would not be taken for ours
            Thread.sleep(leftMillis() + 1L);
            connection.close();
        } catch (InterruptedException e) {
            // the conversation ended in time
            return;
        } catch (IOException e) {
            // then it is closed already
            return;
        }
    }

    /** Whether a failure may have come from us. */
    boolean passed() {
        return System.nanoTime() - endNanos >= 0;
    }

    @Override
    public void close() {
        if (guard != null) {
            guard.interrupt();
        }
    }
}
