package io.jm.engine;

import io.jm.base.JmException;
import io.jm.http.HttpCall;
import io.jm.tls.Expiry;
import io.jm.tls.TlsFailure;
import io.jm.tls.TlsSockets;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Whether each side of a TLS connection accepts the other's certificate.
 *
 * @param authority host and port
 * @param files what we trust and who we are
 * @param clock the most that it may take
 */
record TlsCheck(String authority, EngineTls files, Deadline clock) {
    private static final String TOO_LATE = "context deadline exceeded";
    private static final String REFUSED = "remote error: tls: ";
    private static final int VERDICT_MILLIS = 3000;

    /**
     * Makes the connection.
     *
     * @return when the first of the certificates that were used expires
     * @throws JmException with the cause alone
     */
    Expiry run() {
        try (EngineSocket connection = EngineSocket.dial(authority, "", clock)) {
            return shakeHands(connection);
        } catch (IOException e) {
            throw new JmException(String.valueOf(e.getMessage()), e);
        }
    }

    private Expiry shakeHands(EngineSocket connection) {
        TlsSockets sockets = new TlsSockets(files.caCert(), files.clientCert(), files.clientKey());
        String ends = connection.ends();
        try {
            Socket secure = sockets.over(connection, EngineSocket.hostOf(authority), connection.getPort());
            awaitVerdict(secure);
            return sockets.firstExpiry(secure);
        } catch (SocketTimeoutException e) {
            throw new JmException(TOO_LATE, e);
        } catch (IOException e) {
            throw new JmException(clock.passed() ? TOO_LATE : TlsFailure.of(e, ends), e);
        }
    }

    /**
     * In TLS 1.3 the handshake is over before the engine has looked at our certificate, so its refusal comes with the
     * first answer. Whatever the answer says, even if it is none, the certificates were good.
     */
    private void awaitVerdict(Socket secure) throws IOException {
        secure.setSoTimeout(Math.min(clock.leftMillis(), VERDICT_MILLIS));
        try {
            new HttpCall(secure.getInputStream(), secure.getOutputStream()).knock(authority, "/_ping");
        } catch (SocketTimeoutException e) {
            // an engine that is busy has refused nothing
            return;
        } catch (IOException e) {
            if (clock.passed()) {
                throw e;
            }
            // an engine that hangs up now does so because of our certificate, maybe before its reason could be read
            String reason = TlsFailure.of(e, "");
            throw new JmException(reason.startsWith(REFUSED) ? reason : REFUSED + "bad certificate", e);
        }
    }
}
