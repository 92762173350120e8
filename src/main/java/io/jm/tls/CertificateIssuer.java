package io.jm.tls;

import java.nio.file.Path;
import java.util.List;

/** Makes keys and certificates and writes them as PEM files, keys with mode 0600. */
public interface CertificateIssuer {
    /** Makes a certificate authority. */
    void issueAuthority(Path certificate, Path key, String organization);

    /** Gives an authority a new certificate for the key it has; its name stays too, so what it signed stays valid. */
    void renewAuthority(Path certificate, Path key);

    /** Makes a client's certificate, signed by the authority. */
    void issueClient(Path certificate, Path key, Path caCertificate, Path caKey, String organization);

    /** Makes an engine's certificate for the given names and addresses, signed by the authority. */
    void issueServer(
            Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts);
}
