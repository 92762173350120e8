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
 * @param caCert the file with the CA certificates of which one must have signed it; null if that is not to be checked
 * @param hosts the names and addresses that it must have
 * @param margin how long before its end it counts as ending soon
 */
record CertificateCheck(@Nullable Path key, @Nullable Path caCert, List<String> hosts, Duration margin) {
    /**
     * The content of a file and its state.
     *
     * @param certificate the first certificate in it; null if it is missing or unreadable
     */
    record Result(@Nullable X509Certificate certificate, CertificateState state) {}

    /** Reads the first certificate in a file and judges it. */
    Result of(Path file, Instant now) {
        if (!Files.exists(file)) {
            return new Result(null, CertificateState.MISSING);
        }
        X509Certificate certificate;
        try {
            certificate = PemFile.certificates(file).get(0);
        } catch (JmException e) {
            return new Result(null, CertificateState.UNREADABLE);
        }
        return new Result(certificate, of(certificate, now));
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
        if (caCert != null && !isSigned(caCert, certificate)) {
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

    /** Whether one of the CA certificates in a file has signed it. */
    static boolean isSigned(Path caCert, X509Certificate certificate) {
        try {
            return isSignedByAny(certificate, PemFile.certificates(caCert));
        } catch (JmException e) {
            // without a CA certificate nobody can trust it
            return false;
        }
    }

    /** Whether one of the CA certificates has signed it. */
    static boolean isSignedByAny(X509Certificate certificate, List<X509Certificate> cas) {
        for (X509Certificate ca : cas) {
            try {
                certificate.verify(ca.getPublicKey());
                return true;
            } catch (GeneralSecurityException e) {
                continue;
            }
        }
        return false;
    }

    private boolean namesAll(X509Certificate certificate) {
        try {
            return ServerCertificateCheck.namesAll(certificate, hosts);
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }
}
