package io.jm.tls;

import java.nio.file.Path;
import java.util.List;

/**
 * Makes keys and certificates and writes them as PEM files, keys with mode 0600. Only {@link #issueServer} overwrites a
 * private key that is there.
 */
public interface CertificateIssuer {
    /** Makes a certificate authority. */
    void issueAuthority(Path certificate, Path key, String organization);

    /** Gives an authority a new certificate for the key it has; its name stays too, so what it signed stays valid. */
    void renewAuthority(Path certificate, Path key);

    /**
     * Makes a client's certificate, signed by the authority; a key that is there already gets it.
     *
     * @throws io.jm.base.JmException if that key cannot be used
     */
    void issueClient(Path certificate, Path key, Path caCertificate, Path caKey, String organization);

    /**
     * Makes an engine's key and its certificate for the given names and addresses, signed by the authority, in the place
     * of those that are there.
     */
    void issueServer(
            Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts);

    /** As {@link #issueServer}, for a key that is there and stays. */
    void certifyServer(
            Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts);
}
