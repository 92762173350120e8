package io.jm.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/**
 * A connection through a jump host, as a socket for the next login. Closing it closes the TCP connection to the first jump
 * host: only that ends every blocked read and write, and nothing else uses it.
 */
final class TunnelSocket extends Socket {
    private final DirectConnection channel;
    private final Socket carrier;

    /**
     * Uses a channel.
     *
     * @param channel the open channel to the next host
     * @param carrier the TCP connection to the first jump host
     */
    TunnelSocket(DirectConnection channel, Socket carrier) {
        this.channel = channel;
        this.carrier = carrier;
    }

    @Override
    public InputStream getInputStream() {
        return new HostSocket.Greeting(channel.getInputStream()) {
            @Override
            public void close() {
                // the channel ends with its connection
            }
        };
    }

    @Override
    public OutputStream getOutputStream() {
        return new Lost(channel.getOutputStream());
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return carrier.isClosed();
    }

    /** Does nothing: sshj reads without a timeout, and its login has a deadline of its own. */
    @Override
    public void setSoTimeout(int millis) {
        // there is no system call behind it
    }

    @Override
    public void close() throws IOException {
        carrier.close();
    }

    /** sshj throws many types of exception if it writes to a channel whose connection was lost. */
    private static final class Lost extends FilterOutputStream {
        Lost(OutputStream lower) {
            super(lower);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (RuntimeException e) {
                throw lost(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (RuntimeException e) {
                throw lost(e);
            }
        }

        private static IOException lost(RuntimeException e) {
            return new IOException("the connection to the jump host was lost", e);
        }

        @Override
        public void close() {
            // the channel ends with its connection
        }
    }
}
