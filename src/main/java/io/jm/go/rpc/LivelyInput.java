package io.jm.go.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * The bytes of a peer that must not fall silent. The socket's own timeout is tried twice: a process that was stopped,
 * with its peer, finds the first one over as soon as it goes on.
 */
final class LivelyInput extends FilterInputStream {
    LivelyInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (SocketTimeoutException e) {
            return super.read();
        }
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        try {
            return super.read(bytes, from, count);
        } catch (SocketTimeoutException e) {
            return super.read(bytes, from, count);
        }
    }
}
