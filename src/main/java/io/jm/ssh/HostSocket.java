package io.jm.ssh;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The socket to a host, with two limits: on the bytes before the SSH version line, and on the time of one write. A
 * keep-alive cannot detect a blocked write, because it waits behind it.
 */
final class HostSocket extends Socket {
    /** OpenSSH's limit for one line; sshj scans all of it again for each byte. */
    private static final int MAX_GREETING = 8 * 1024;

    /** How often a write is checked within its timeout. */
    private static final int CHECKS = 10;

    private static final String REFUSED = "connection refused";

    private final Duration writeTimeout;
    /** The start of the current write in nanoseconds; 0 if there is none. */
    private volatile long writingSince;

    private volatile boolean stalled;

    HostSocket(Duration writeTimeout) {
        this.writeTimeout = writeTimeout;
    }

    /** Returns how long a host may accept no data. */
    static Duration writeTimeout(SshTimeouts timeouts) {
        return timeouts.keepAlive().multipliedBy(SshjConnection.UNANSWERED_KEEP_ALIVES + 1L);
    }

    /**
     * Connects to a host, trying each of its addresses.
     *
     * @throws SshException with the reason if that fails
     */
    static Socket connect(SshTarget target, SshTimeouts timeouts) {
        long end = System.nanoTime() + timeouts.connect().toNanos();
        IOException last = null;
        try {
            for (InetAddress address : InetAddress.getAllByName(target.host())) {
                long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
                Socket socket = new HostSocket(writeTimeout(timeouts));
                try {
                    socket.setTcpNoDelay(true);
                    socket.connect(new InetSocketAddress(address, target.port()), (int) left);
                    return socket;
                } catch (IOException e) {
                    SshjConnection.quietly(socket);
                    last = e;
                }
            }
        } catch (UnknownHostException e) {
            throw new SshException("cannot find the host " + target.host(), SshException.Kind.UNKNOWN_HOST, e);
        }
        String reason = reason(last);
        throw new SshException(
                "cannot connect to " + target.hostAndPort() + ": " + reason,
                reason.equals(REFUSED) ? SshException.Kind.REFUSED : SshException.Kind.TIMEOUT,
                last);
    }

    private static String reason(@Nullable IOException e) {
        if (e instanceof SocketTimeoutException) {
            return "timed out";
        }
        if (e instanceof NoRouteToHostException) {
            return "no route to host";
        }
        if (e instanceof ConnectException) {
            String text = String.valueOf(e.getMessage());
            return text.contains("refused") ? REFUSED : text;
        }
        return e == null ? "no address" : String.valueOf(e.getMessage());
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
                Thread.sleep(Math.max(1, writeTimeout.toMillis() / CHECKS));
                long since = writingSince;
                if (since != 0 && System.nanoTime() - since > writeTimeout.toNanos()) {
                    stalled = true;
                    close();
                }
            }
        } catch (InterruptedException | IOException e) {
            // the process is ending, or the socket is already closed
            return;
        }
    }

    /** Counts single bytes only: sshj reads the greeting byte by byte, and everything after it in blocks. */
    static class Greeting extends FilterInputStream {
        private int greeted;

        Greeting(InputStream lower) {
            super(lower);
        }

        @Override
        public int read() throws IOException {
            if (++greeted > MAX_GREETING) {
                throw new IOException("the host sent " + MAX_GREETING + " bytes without an SSH greeting");
            }
            return super.read();
        }
    }

    /** Needs no lock: sshj writes from one thread at a time. */
    private final class Watched extends FilterOutputStream {
        Watched(OutputStream lower) {
            super(lower);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            // 0 means that no write is running
            writingSince = System.nanoTime() | 1;
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw stalled
                        ? new IOException("the host accepted no data for " + writeTimeout.toSeconds() + " seconds", e)
                        : e;
            } finally {
                writingSince = 0;
            }
        }
    }
}
