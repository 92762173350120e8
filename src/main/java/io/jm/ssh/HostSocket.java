package io.jm.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * The socket to a host, which is given up if what comes before the SSH greeting has no end, or if the host takes nothing
 * for too long: a keep-alive cannot notice that, as it waits behind what is being written.
 */
final class HostSocket extends Socket {
    /** As long as one line for OpenSSH; sshj looks at all of it again with each byte. */
    private static final int LONGEST_GREETING = 8 * 1024;

    private static final int LOOKS = 10;

    private final Duration writeTimeout;
    /** When the write that is under way began; 0 if there is none. */
    private volatile long writingSince;

    private volatile boolean stalled;

    HostSocket(Duration writeTimeout) {
        this.writeTimeout = writeTimeout;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Greeting(super.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream watched = new Watched(super.getOutputStream());
        Thread watch = new Thread(this::watch, "ssh-write-watch");
        watch.setDaemon(true);
        watch.start();
        return watched;
    }

    private void watch() {
        try {
            while (!isClosed()) {
                Thread.sleep(Math.max(1, writeTimeout.toMillis() / LOOKS));
                long since = writingSince;
                if (since != 0 && System.nanoTime() - since > writeTimeout.toNanos()) {
                    stalled = true;
                    close();
                }
            }
        } catch (InterruptedException | IOException e) {
            // the process is ending, or the socket is gone already
            return;
        }
    }

    /** sshj reads the greeting byte by byte, and everything behind it in blocks. */
    private static final class Greeting extends FilterInputStream {
        private int greeted;

        Greeting(InputStream lower) {
            super(lower);
        }

        @Override
        public int read() throws IOException {
            if (++greeted > LONGEST_GREETING) {
                throw new IOException("it sent " + LONGEST_GREETING + " bytes without an SSH greeting");
            }
            return super.read();
        }
    }

    /** One writer at a time: sshj holds a lock. */
    private final class Watched extends FilterOutputStream {
        Watched(OutputStream lower) {
            super(lower);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            // 0 means that nobody writes
            writingSince = System.nanoTime() | 1;
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw stalled ? new IOException("it took nothing for " + writeTimeout.toSeconds() + " seconds", e) : e;
            } finally {
                writingSince = 0;
            }
        }
    }
}
