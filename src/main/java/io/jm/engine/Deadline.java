package io.jm.engine;

import io.jm.tls.TlsFailure;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;

/** Limits the total time of an exchange with an engine: closes its connection on timeout, whatever it waits for. */
final class Deadline implements AutoCloseable {
    /** The message of Go's connections. */
    static final String IO_TIMEOUT = "i/o timeout";

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long endNanos;
    private final Timer timer;
    private @Nullable TimerTask watch;
    private volatile boolean fired;

    Deadline(Duration timeout, Timer timer) {
        this.timer = timer;
        this.endNanos = System.nanoTime() + timeout.toNanos();
    }

    int remainingMillis() {
        return millis(endNanos - System.nanoTime());
    }

    /** Rounds up: a socket whose timeout ends before the deadline reports an error that does not count as a timeout. */
    static int millis(long nanos) {
        return (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, Math.floorDiv(nanos + NANOS_PER_MILLI - 1, NANOS_PER_MILLI)));
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

    /**
     * Returns the reason of a failed exchange: {@code timeout} if the deadline has expired, since it closes the connection.
     * An error of TLS itself comes before that, also if the connection took until then to close, because the peer did not
     * stop sending.
     *
     * @param ends both addresses of the connection, or empty
     * @param timeout the message of a timeout
     */
    String reason(IOException failure, String ends, String timeout) {
        String reason = TlsFailure.of(failure, ends);
        return expired() && !reason.startsWith("tls: ") ? timeout : reason;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.cancel();
        }
    }
}
