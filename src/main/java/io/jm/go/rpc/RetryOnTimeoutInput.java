package io.jm.go.rpc;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * Repeats a read once after the socket's read timeout. When jm and its peer were both suspended (SIGSTOP, sleep), the
 * first timeout expires as soon as jm resumes, before the peer could send anything.
 */
final class RetryOnTimeoutInput extends FilterInputStream {
    RetryOnTimeoutInput(InputStream in) {
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
