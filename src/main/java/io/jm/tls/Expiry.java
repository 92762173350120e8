package io.jm.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * When one of the certificates of a connection expires.
 *
 * @param owner whose it is
 * @param end its last moment
 */
public record Expiry(Owner owner, Instant end) {
    /** Whose a certificate is. */
    public enum Owner {
        AUTHORITY,
        CLIENT,
        ENGINE
    }

    static Expiry of(Owner owner, X509Certificate certificate) {
        return new Expiry(owner, certificate.getNotAfter().toInstant());
    }
}
