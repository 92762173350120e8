package io.jm.engine;

import io.jm.http.HttpCall;
import io.jm.text.HostPort;
import io.jm.tls.TlsSockets;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.util.function.UnaryOperator;

/** A connection to an engine for one request, over TCP, with TLS where the engine's URL says so. */
final class EngineConnection implements Closeable {
    private final EngineSocket raw;
    private final HttpCall call;
    private final UnaryOperator<IOException> failure;

    private EngineConnection(EngineSocket raw, HttpCall call, UnaryOperator<IOException> failure) {
        this.raw = raw;
        this.call = call;
        this.failure = failure;
    }

    /**
     * Connects.
     *
     * @param connectMillis the time until the connection must be there; the deadline is for the response too
     * @throws IOException with a message for the user
     * @throws io.jm.base.JmException if a certificate or key cannot be used
     */
    static EngineConnection open(EngineUrl url, EngineTls files, Deadline deadline, int connectMillis)
            throws IOException {
        String hostPort = url.parts().host();
        TlsSockets tls = url.usesTls() ? new TlsSockets(files.caCert(), files.clientCert(), files.clientKey()) : null;
        EngineSocket raw = EngineSocket.dial(hostPort, tls == null ? "80" : "443", deadline, connectMillis);
        String ends = raw.ends();
        UnaryOperator<IOException> failure = cause -> raw.failure(cause, tls != null, ends, deadline);
        boolean done = false;
        try {
            Socket socket = tls == null ? raw : tls.over(raw, HostPort.host(hostPort), raw.getPort());
            HttpCall call = new HttpCall(socket.getInputStream(), socket.getOutputStream());
            done = true;
            return new EngineConnection(raw, call, failure);
        } catch (IOException e) {
            throw failure.apply(e);
        } finally {
            if (!done) {
                raw.close();
            }
        }
    }

    /** Returns the error of a failed exchange with a message for the user. */
    IOException failure(IOException cause) {
        return failure.apply(cause);
    }

    HttpCall call() {
        return call;
    }

    /** Lets the engine be silent for as long as it likes; a peer that is gone is still noticed by the system. */
    void waitWithoutTimeout() throws IOException {
        raw.setSoTimeout(0);
        raw.setKeepAlive(true);
    }

    /** Closes the TCP connection, whatever another thread does with it: TLS would wait for that thread. */
    @Override
    public void close() throws IOException {
        raw.close();
    }
}
