package io.jm.ssh;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/** Closes a socket unless what it is needed for is done in time: the only way to end a read of it from outside. */
final class Deadline implements AutoCloseable {
    private final Thread watch;
    private volatile boolean expired;

    Deadline(Socket socket, Duration limit) {
        watch = new Thread(() -> watch(socket, limit), "ssh-deadline");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch(Socket socket, Duration limit) {
        try {
            Thread.sleep(limit.toMillis());
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

    boolean expired() {
        return expired;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
