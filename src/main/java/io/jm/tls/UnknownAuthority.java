package io.jm.tls;

import io.jm.go.text.GoQuote;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a certificate has no authority that is trusted, as far as it can be told: the one that it names as its issuer is
 * there, and did not sign it, or not in a way that counts.
 *
 * @param hint the reason in the words of Go's library, or empty
 * @param candidate the authority's name
 */
record UnknownAuthority(String hint, String candidate) {
    private static final int CERTIFICATE_SIGNING = 5;

    /** Looks at a chain, the engine's own certificate first. */
    static UnknownAuthority of(List<X509Certificate> chain, List<X509Certificate> authorities) {
        List<X509Certificate> candidates = new ArrayList<>(authorities);
        candidates.addAll(chain);
        for (X509Certificate certificate : chain) {
            for (X509Certificate issuer : candidates) {
                if (issuer != certificate
                        && certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                    String weak = weakness(certificate);
                    String hint = weak.isEmpty() ? doubt(certificate, issuer) : weak;
                    if (!hint.isEmpty()) {
                        return new UnknownAuthority(hint, DistinguishedName.of(issuer));
                    }
                }
            }
        }
        return new UnknownAuthority("", "");
    }

    /** Whether a certificate is refused whatever Java says: Docker clients no longer accept such signatures. */
    static boolean isWeak(X509Certificate certificate) {
        return !weakness(certificate).isEmpty();
    }

    private static String weakness(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        int end = algorithm.indexOf("WITH");
        if (end < 0 || !algorithm.startsWith("SHA1") && !algorithm.startsWith("MD")) {
            return "";
        }
        return "x509: cannot verify signature: insecure algorithm " + algorithm.substring(0, end) + "-"
                + algorithm.substring(end + 4);
    }

    private static String doubt(X509Certificate certificate, X509Certificate issuer) {
        boolean[] uses = issuer.getKeyUsage();
        if (issuer.getBasicConstraints() < 0 || uses != null && !uses[CERTIFICATE_SIGNING]) {
            return "x509: invalid signature: parent certificate cannot sign this kind of certificate";
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return "";
        } catch (GeneralSecurityException e) {
            return switch (issuer.getPublicKey().getAlgorithm()) {
                case "RSA" -> "crypto/rsa: verification error";
                case "EC" -> "x509: ECDSA verification failure";
                default -> "x509: Ed25519 verification failure";
            };
        }
    }

    CertificateException failure(@Nullable Exception cause) {
        String text = "x509: certificate signed by unknown authority";
        if (!hint.isEmpty()) {
            text += " (possibly because of " + GoQuote.quote(hint)
                    + " while trying to verify candidate authority certificate " + GoQuote.quote(candidate) + ")";
        }
        return new CertificateException(text, cause);
    }
}
