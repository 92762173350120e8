package io.jm.engine;

import io.jm.base.JmException;
import io.jm.text.HostPort;
import io.jm.text.PortNumber;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A TCP connection to an engine that records whether the response starts like HTTP. */
final class EngineSocket extends Socket {
    private static final byte[] HTTP = {'H', 'T', 'T', 'P', '/'};

    private volatile int matched;
    private volatile boolean mismatch;

    /** Connecting failed; the message is that of Go's library. */
    static final class DialException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean refused;

        DialException(String message, boolean refused, @Nullable Exception cause) {
            super(message, cause);
            this.refused = refused;
        }

        /** Returns whether the host refused the connection, since no process listens on the port. */
        boolean refused() {
            return refused;
        }
    }

    /**
     * Connects.
     *
     * @param hostPort host and port
     * @param defaultPort the port if {@code hostPort} has none; empty if it must have one
     * @param deadline closes the connection on timeout
     */
    static EngineSocket dial(String hostPort, String defaultPort, Deadline deadline) throws DialException {
        return dial(hostPort, defaultPort, deadline, Integer.MAX_VALUE);
    }

    /**
     * As the other method.
     *
     * @param connectMillis the time until the connection must be there; the deadline is for the response too
     */
    static EngineSocket dial(String hostPort, String defaultPort, Deadline deadline, int connectMillis)
            throws DialException {
        String port = HostPort.port(hostPort).isEmpty() ? defaultPort : HostPort.port(hostPort);
        if (port.isEmpty()) {
            throw new DialException("dial tcp: address " + hostPort + ": missing port in address", false, null);
        }
        int number;
        try {
            number = PortNumber.parse(port);
        } catch (JmException e) {
            throw new DialException("dial tcp: address " + port + ": invalid port", false, e);
        }
        EngineSocket socket = new EngineSocket();
        boolean done = false;
        try {
            InetAddress address = InetAddress.getByName(HostPort.host(hostPort));
            deadline.watch(socket);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, number), Math.min(connectMillis, deadline.remainingMillis()));
            socket.setSoTimeout(deadline.remainingMillis());
            done = true;
            return socket;
        } catch (IOException e) {
            throw failure(hostPort, e, deadline);
        } finally {
            if (!done) {
                socket.closeQuietly();
            }
        }
    }

    private static DialException failure(String hostPort, IOException e, Deadline deadline) {
        if (e instanceof UnknownHostException) {
            return new DialException("dial tcp: lookup " + HostPort.host(hostPort) + ": no such host", false, e);
        }
        if (e instanceof SocketTimeoutException || deadline.expired()) {
            return new DialException("dial tcp " + hostPort + ": i/o timeout", false, e);
        }
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean refused = e instanceof ConnectException && text.contains("refused");
        int more = text.indexOf(" (");
        String reason = refused ? "connection refused" : more < 0 ? text : text.substring(0, more);
        return new DialException("dial tcp " + hostPort + ": connect: " + reason, refused, e);
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException e) {
            // it was not connected
            return;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                if (next >= 0) {
                    compare(next);
                }
                return next;
            }

            @Override
            public int read(byte[] bytes, int start, int length) throws IOException {
                int count = super.read(bytes, start, length);
                for (int i = 0; i < count && !mismatch && matched < HTTP.length; i++) {
                    compare(bytes[start + i]);
                }
                return count;
            }
        };
    }

    private void compare(int next) {
        if (!mismatch && matched < HTTP.length) {
            if (next == HTTP[matched]) {
                matched++;
            } else {
                mismatch = true;
            }
        }
    }

    /** Returns whether the peer sent anything: a port proxy whose engine is stopped accepts a connection and closes it. */
    boolean answered() {
        return mismatch || matched > 0;
    }

    /** Returns whether the peer answered with plain HTTP instead of TLS. */
    boolean answeredHttp() {
        return matched == HTTP.length;
    }

    /**
     * Returns the error of a failed exchange, in the words of Go's library.
     *
     * @param secured whether it was with TLS
     * @param ends {@link #ends} before the exchange: a connection that was closed has none
     */
    IOException failure(IOException cause, boolean secured, String ends, Deadline deadline) {
        String reason = secured && answeredHttp() && !deadline.expired()
                ? "http: server gave HTTP response to HTTPS client"
                : deadline.reason(cause, ends, Deadline.IO_TIMEOUT);
        return new IOException(reason, cause);
    }

    /** Returns both addresses, as in {@code 127.0.0.1:41234->127.0.0.1:2376}. */
    String ends() {
        return address(getLocalAddress(), getLocalPort()) + "->" + address(getInetAddress(), getPort());
    }

    private static String address(InetAddress host, int port) {
        return HostPort.join(host.getHostAddress(), port);
    }
}
