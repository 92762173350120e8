package io.jm.tls;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Generates keys and issues certificates, written as PEM files, keys with mode 0600. Only {@link #issueServer}
 * overwrites an existing private key.
 */
public interface CertificateIssuer {
    /** Generates the key of a CA and issues its certificate. */
    void issueCa(Path certificate, Path key, String organization);

    /** Issues a new certificate for the CA's existing key and name, so that certificates it signed stay valid. */
    void renewCa(Path certificate, Path key);

    /**
     * Issues a client certificate, signed by the CA, for an existing or a new key.
     *
     * @throws io.jm.base.JmException if the existing key cannot be used
     */
    void issueClient(Path certificate, Path key, Path caCertificate, Path caKey, String organization);

    /**
     * Issues a client certificate, signed by the CA, for a new key, and writes no file.
     *
     * @param lifetime how long it is valid; not longer than the CA's certificate
     */
    IssuedClient issueClient(Path caCertificate, Path caKey, String organization, Duration lifetime);

    /**
     * Generates an engine's key and issues its certificate for the given names and addresses, signed by the CA.
     * Replaces existing files.
     */
    void issueServer(
            Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts);

    /** Issues a certificate like {@link #issueServer}, but for the existing key. */
    void certifyServer(
            Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts);
}
