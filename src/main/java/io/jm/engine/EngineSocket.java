package io.jm.engine;

import io.jm.base.JmException;
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

/** A TCP connection to an engine, which remembers how the other side began. */
final class EngineSocket extends Socket {
    private static final byte[] HTTP = {'H', 'T', 'T', 'P', '/'};

    private volatile int alike;
    private volatile boolean different;

    /** There is no connection; the message is Go's. */
    static final class DialException extends IOException {
        private static final long serialVersionUID = 1L;

        private final boolean refused;

        DialException(String message, boolean refused, @Nullable Exception cause) {
            super(message, cause);
            this.refused = refused;
        }

        /** Whether the host is there and nothing listens. */
        boolean refused() {
            return refused;
        }
    }

    /**
     * Connects.
     *
     * @param authority host and port
     * @param usualPort the port if the authority has none; empty if it must have one
     * @param clock ends the connection
     */
    static EngineSocket dial(String authority, String usualPort, Deadline clock) throws DialException {
        String port = portOf(authority).isEmpty() ? usualPort : portOf(authority);
        if (port.isEmpty()) {
            throw new DialException("dial tcp: address " + authority + ": missing port in address", false, null);
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
            InetAddress address = InetAddress.getByName(hostOf(authority));
            clock.guard(socket);
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, number), clock.leftMillis());
            socket.setSoTimeout(clock.leftMillis());
            done = true;
            return socket;
        } catch (IOException e) {
            throw failure(authority, e, clock);
        } finally {
            if (!done) {
                socket.abandon();
            }
        }
    }

    private static DialException failure(String authority, IOException e, Deadline clock) {
        if (e instanceof UnknownHostException) {
            return new DialException("dial tcp: lookup " + hostOf(authority) + ": no such host", false, e);
        }
        if (e instanceof SocketTimeoutException || clock.passed()) {
            return new DialException("dial tcp " + authority + ": i/o timeout", false, e);
        }
        String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean refused = e instanceof ConnectException && text.contains("refused");
        int more = text.indexOf(" (");
        String reason = refused ? "connection refused" : more < 0 ? text : text.substring(0, more);
        return new DialException("dial tcp " + authority + ": connect: " + reason, refused, e);
    }

    private void abandon() {
        try {
            close();
        } catch (IOException e) {
            // it never was a connection
            return;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                int next = super.read();
                compare(next);
                return next;
            }

            @Override
            public int read(byte[] bytes, int start, int length) throws IOException {
                int count = super.read(bytes, start, length);
                for (int i = 0; i < count && !different && alike < HTTP.length; i++) {
                    compare(bytes[start + i]);
                }
                return count;
            }
        };
    }

    private void compare(int next) {
        if (!different && alike < HTTP.length) {
            if (next == HTTP[alike]) {
                alike++;
            } else {
                different = true;
            }
        }
    }

    /** Whether the other side began as an HTTP server answers, without any TLS. */
    boolean hasHeardHttp() {
        return alike == HTTP.length;
    }

    /** Both ends, as in {@code 127.0.0.1:41234->127.0.0.1:2376}. */
    String ends() {
        return address(getLocalAddress(), getLocalPort()) + "->" + address(getInetAddress(), getPort());
    }

    private static String address(InetAddress host, int port) {
        String text = host.getHostAddress();
        return (text.indexOf(':') >= 0 ? "[" + text + "]" : text) + ":" + port;
    }

    /** The host in an authority, without the brackets of an IPv6 address. */
    static String hostOf(String authority) {
        if (authority.startsWith("[")) {
            int end = authority.indexOf(']');
            return end < 0 ? authority : authority.substring(1, end);
        }
        int colon = authority.lastIndexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static String portOf(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon <= authority.lastIndexOf(']') ? "" : authority.substring(colon + 1);
    }
}
