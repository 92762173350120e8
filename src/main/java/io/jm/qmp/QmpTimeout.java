package io.jm.qmp;

import io.jm.base.CancelledException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The time at which one call must be complete, however the peer spreads its bytes. */
final class QmpTimeout {
    private final long endNanos;

    QmpTimeout(Duration duration) {
        this.endNanos = System.nanoTime() + duration.toNanos();
    }

    /**
     * Returns the milliseconds that are left, at least 1.
     *
     * @throws SocketTimeoutException if the time is over
     * @throws CancelledException if the thread is interrupted
     */
    long millis() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
        }
        long nanos = endNanos - System.nanoTime();
        if (nanos <= 0) {
            throw new SocketTimeoutException("timeout");
        }
        return 1 + nanos / 1_000_000;
    }

    /** Returns a duration as in {@code 5 s} or {@code 200 ms}. */
    static String text(Duration duration) {
        return duration.toMillisPart() == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
