package io.jm.engine;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.http.HttpCall;
import io.jm.text.HostPort;
import io.jm.tls.Expiry;
import io.jm.tls.TlsFailure;
import io.jm.tls.TlsSockets;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Checks that each side of a TLS connection accepts the other's certificate.
 *
 * @param hostPort host and port
 * @param files the CA, and the client's certificate and key
 * @param deadline the time limit
 */
record TlsCheck(String hostPort, EngineTls files, Deadline deadline) {
    private static final String TIMEOUT = "context deadline exceeded";
    private static final int RESPONSE_MILLIS = 3000;

    /**
     * Connects.
     *
     * @return the expiry of the certificate that expires first
     * @throws JmException with the cause, without a prefix
     */
    Expiry run() {
        try (EngineSocket connection = EngineSocket.dial(hostPort, "", deadline)) {
            return handshake(connection);
        } catch (IOException e) {
            throw new JmException(String.valueOf(e.getMessage()), ErrorCode.ENGINE, e);
        }
    }

    private Expiry handshake(EngineSocket connection) {
        TlsSockets sockets = new TlsSockets(files.caCert(), files.clientCert(), files.clientKey());
        String ends = connection.ends();
        try {
            Socket secure = sockets.over(connection, HostPort.host(hostPort), connection.getPort());
            awaitResponse(secure);
            return sockets.firstExpiry(secure);
        } catch (SocketTimeoutException e) {
            throw new JmException(TIMEOUT, ErrorCode.ENGINE, e);
        } catch (IOException e) {
            throw new JmException(
                    deadline.reason(e, ends, TIMEOUT), connection.answered() ? ErrorCode.TLS : ErrorCode.ENGINE, e);
        }
    }

    /**
     * In TLS 1.3 the handshake is over before the engine has looked at our certificate, so its rejection arrives with
     * the first response. Any response, and also none, means that the certificates are valid.
     */
    private void awaitResponse(Socket secure) throws IOException {
        secure.setSoTimeout(Math.min(deadline.remainingMillis(), RESPONSE_MILLIS));
        try {
            new HttpCall(secure.getInputStream(), secure.getOutputStream()).probe(hostPort, "/_ping");
        } catch (SocketTimeoutException e) {
            // a busy engine has not rejected the certificate
            return;
        } catch (IOException e) {
            if (deadline.expired()) {
                throw e;
            }
            // an engine that closes now rejects the client certificate; its alert may be lost
            String reason = TlsFailure.of(e, "");
            throw new JmException(
                    reason.startsWith(TlsFailure.REMOTE) ? reason : TlsFailure.REMOTE + "bad certificate",
                    ErrorCode.TLS,
                    e);
        }
    }
}
