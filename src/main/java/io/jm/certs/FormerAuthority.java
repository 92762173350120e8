package io.jm.certs;

import io.jm.base.JmException;
import io.jm.tls.PemFile;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of the CA before it may be renewed. Engines that have it accept clients of its successor as long as both
 * have the same key and name, and until it ends.
 *
 * @param certificate null if there was none that can be read
 */
record FormerAuthority(@Nullable X509Certificate certificate) {
    /** Reads the certificate that is there now. */
    static FormerAuthority before(Path file) {
        try {
            return new FormerAuthority(PemFile.certificates(file).get(0));
        } catch (JmException e) {
            return new FormerAuthority(null);
        }
    }

    /** Returns the day until which engines can go on with it; null if they need its successor soon. */
    @Nullable
    String servesUntil(Path successor, Instant now) {
        if (certificate == null) {
            return null;
        }
        X509Certificate after = PemFile.certificates(successor).get(0);
        Instant end = certificate.getNotAfter().toInstant();
        boolean serves = certificate.getPublicKey().equals(after.getPublicKey())
                && certificate.getSubjectX500Principal().equals(after.getSubjectX500Principal())
                && !now.isBefore(certificate.getNotBefore().toInstant())
                && now.plus(ExpiryWarning.MARGIN).isBefore(end);
        return serves ? DateTimeFormatter.ISO_LOCAL_DATE.format(end.atOffset(ZoneOffset.UTC)) : null;
    }
}
