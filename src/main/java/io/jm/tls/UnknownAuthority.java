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
 * The error that no trusted CA signed a certificate. If there is a CA with the issuer's name, the hint says why its
 * signature is not accepted.
 *
 * @param hint the reason with the message of Go's library, or empty
 * @param candidate the name of that CA
 */
record UnknownAuthority(String hint, String candidate) {
    private static final int CERTIFICATE_SIGNING = 5;

    /** Examines a chain, which starts with the engine's certificate. */
    static UnknownAuthority of(List<X509Certificate> chain, List<X509Certificate> cas) {
        List<X509Certificate> candidates = new ArrayList<>(cas);
        candidates.addAll(chain);
        for (X509Certificate certificate : chain) {
            for (X509Certificate issuer : candidates) {
                if (issuer != certificate
                        && certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                    String weak = weakness(certificate);
                    String hint = weak.isEmpty() ? signatureError(certificate, issuer) : weak;
                    if (!hint.isEmpty()) {
                        return new UnknownAuthority(hint, DistinguishedName.of(issuer));
                    }
                }
            }
        }
        return new UnknownAuthority("", "");
    }

    /** Returns whether the signature algorithm is insecure, so that Docker clients reject it. */
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

    private static String signatureError(X509Certificate certificate, X509Certificate issuer) {
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
