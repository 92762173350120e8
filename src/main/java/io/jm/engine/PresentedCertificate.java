package io.jm.engine;

import io.jm.base.JmException;
import io.jm.text.HostPort;
import io.jm.tls.CertificateReader;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Timer;

/** Asks engines for the certificates that they really use. */
public final class PresentedCertificate {
    private PresentedCertificate() {}

    /**
     * Returns the certificate of an engine, trusted or not.
     *
     * @param url the engine's address, which is not that of a local socket
     * @param timeout the maximum total time
     * @throws JmException with the cause, if the engine uses no TLS or does not answer
     */
    public static X509Certificate of(String url, Duration timeout) {
        EngineUrl address = EngineUrl.of(url);
        if (!address.isReachable()) {
            throw new JmException("jm cannot connect to such an address");
        }
        String hostPort = address.parts().host();
        Timer timer = new Timer("certificate-deadline", true);
        try (Deadline deadline = new Deadline(timeout, timer);
                EngineSocket connection = EngineSocket.dial(hostPort, "443", deadline)) {
            return read(connection, hostPort, deadline);
        } catch (IOException e) {
            throw new JmException(String.valueOf(e.getMessage()), e);
        } finally {
            timer.cancel();
        }
    }

    private static X509Certificate read(EngineSocket connection, String hostPort, Deadline deadline)
            throws IOException {
        String ends = connection.ends();
        try {
            return CertificateReader.read(connection, HostPort.host(hostPort), connection.getPort());
        } catch (IOException e) {
            throw connection.failure(e, true, ends, deadline);
        }
    }
}
