package io.jm.ssh;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a socket unless what it is needed for is done in time: the only way to end a read of it from outside. */
final class LoginDeadline implements AutoCloseable {
    /** How late an end that was moved nearer may be noticed. */
    private static final long STEP_NANOS = 100_000_000;

    private static final long USER_NANOS = Duration.ofMinutes(2).toNanos();

    private final Thread watch;
    private final long limit;
    private volatile long end;
    private volatile boolean expired;

    LoginDeadline(Socket socket, Duration limit) {
        this.limit = limit.toNanos();
        this.end = System.nanoTime() + this.limit;
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
            // done in time
            return;
        }
        expired = true;
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone already
            return;
        }
    }

    /** Gives a person time to type; the server has its own, longer patience for that. */
    void waitForUser() {
        end = System.nanoTime() + USER_NANOS;
    }

    /** The full time from now on. */
    void restart() {
        end = System.nanoTime() + limit;
    }

    boolean expired() {
        return expired;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
