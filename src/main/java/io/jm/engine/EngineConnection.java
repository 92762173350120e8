package io.jm.engine;

import io.jm.http.HttpCall;
import io.jm.text.HostPort;
import io.jm.tls.TlsSockets;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** A connection to an engine for one request, over TCP, with TLS where the engine's URL says so. */
final class EngineConnection implements Closeable {
    private final EngineSocket raw;
    private final HttpCall call;

    private EngineConnection(EngineSocket raw, HttpCall call) {
        this.raw = raw;
        this.call = call;
    }

    /**
     * Connects.
     *
     * @throws IOException with a message for the user
     * @throws io.jm.base.JmException if a certificate or key cannot be used
     */
    static EngineConnection open(EngineUrl url, EngineTls files, Deadline deadline) throws IOException {
        String hostPort = url.parts().host();
        TlsSockets tls = url.usesTls() ? new TlsSockets(files.caCert(), files.clientCert(), files.clientKey()) : null;
        EngineSocket raw = EngineSocket.dial(hostPort, tls == null ? "80" : "443", deadline);
        boolean done = false;
        try {
            Socket socket = tls == null ? raw : tls.over(raw, HostPort.host(hostPort), raw.getPort());
            HttpCall call = new HttpCall(socket.getInputStream(), socket.getOutputStream());
            done = true;
            return new EngineConnection(raw, call);
        } catch (IOException e) {
            throw new IOException(deadline.reason(e, "", Deadline.IO_TIMEOUT), e);
        } finally {
            if (!done) {
                raw.close();
            }
        }
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
