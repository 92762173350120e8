package io.jm.certs;

import io.jm.base.JmException;
import io.jm.tls.KeyPairs;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges a certificate.
 *
 * @param key the file that must have its key; null if that is not to be checked
 * @param caCert the file with the CA certificates of which one must have signed it
 * @param hosts the names and addresses that it must have
 * @param margin how long before its end it counts as ending soon
 */
record CertificateCheck(@Nullable Path key, Path caCert, List<String> hosts, Duration margin) {
    /** Returns the state of the first certificate in a file. */
    CertificateState of(Path file, Instant now) {
        if (!Files.exists(file)) {
            return CertificateState.MISSING;
        }
        try {
            return of(PemFile.certificates(file).get(0), now);
        } catch (JmException e) {
            return CertificateState.UNREADABLE;
        }
    }

    /** Returns the state of a certificate. */
    CertificateState of(X509Certificate certificate, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        if (!end.isAfter(now)) {
            return CertificateState.ENDED;
        }
        if (certificate.getNotBefore().toInstant().isAfter(now)) {
            return CertificateState.NOT_YET_VALID;
        }
        if (key != null && !isOf(key, certificate)) {
            return CertificateState.NO_KEY;
        }
        if (!isSigned(certificate)) {
            return CertificateState.WRONG_AUTHORITY;
        }
        if (!namesAll(certificate)) {
            return CertificateState.WRONG_ADDRESS;
        }
        return end.isAfter(now.plus(margin)) ? CertificateState.OK : CertificateState.ENDS_SOON;
    }

    private static boolean isOf(Path key, X509Certificate certificate) {
        try {
            return Files.exists(key) && KeyPairs.match(PemFile.key(key), certificate.getPublicKey());
        } catch (JmException e) {
            // encrypted or damaged: of no use to jm
            return false;
        }
    }

    private boolean isSigned(X509Certificate certificate) {
        try {
            for (X509Certificate ca : PemFile.certificates(caCert)) {
                if (isSignedBy(certificate, ca)) {
                    return true;
                }
            }
        } catch (JmException e) {
            // without a CA certificate nobody can trust it
            return false;
        }
        return false;
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate ca) {
        try {
            certificate.verify(ca.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private boolean namesAll(X509Certificate certificate) {
        try {
            return ServerCertificateCheck.namesAll(certificate, hosts);
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }
}
