package io.jm.ssh;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a socket if the login takes too long: closing is the only way to end a blocked read from another thread. */
final class LoginDeadline implements AutoCloseable {
    /** The watching thread's interval: it notices a deadline that was moved forward this late at most. */
    private static final long STEP_NANOS = 100_000_000;

    private static final long USER_NANOS = Duration.ofMinutes(2).toNanos();

    private final Thread watch;
    private final long timeout;
    private volatile long end;
    private volatile boolean expired;

    LoginDeadline(Socket socket, Duration timeout) {
        this.timeout = timeout.toNanos();
        this.end = System.nanoTime() + this.timeout;
        watch = new Thread(() -> watch(socket), "ssh-deadline");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(Socket socket) {
        try {
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(Math.min(left, STEP_NANOS));
            }
        } catch (InterruptedException e) {
            // closed in time
            return;
        }
        expired = true;
        try {
            socket.close();
        } catch (IOException e) {
            // already closed
            return;
        }
    }

    /** Extends the deadline to two minutes while the user types; the server's own timeout is longer. */
    void waitForUser() {
        end = System.nanoTime() + USER_NANOS;
    }

    /** Starts the full timeout again from now. */
    void restart() {
        end = System.nanoTime() + timeout;
    }

    boolean expired() {
        return expired;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
