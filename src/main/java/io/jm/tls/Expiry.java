package io.jm.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * The expiry of one of the certificates of a connection.
 *
 * @param owner the owner of the certificate
 * @param end the end of its validity
 */
public record Expiry(Owner owner, Instant end) {
    /** The owner of a certificate. */
    public enum Owner {
        CA,
        CLIENT,
        ENGINE
    }

    static Expiry of(Owner owner, X509Certificate certificate) {
        return new Expiry(owner, certificate.getNotAfter().toInstant());
    }
}
