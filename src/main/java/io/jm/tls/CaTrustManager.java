package io.jm.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Trusts only the given CAs, for one host, and fails with the error messages of Go's library. */
final class CaTrustManager extends ServerTrust {
    private final List<X509Certificate> cas;
    private final String host;

    CaTrustManager(List<X509Certificate> cas, String host) {
        this.cas = cas;
        this.host = host;
    }

    /** Checks in the order of Go's library, so that the same one of several errors is reported. */
    @Override
    void check(X509Certificate[] chain) throws CertificateException {
        X509Certificate leaf = chain[0];
        checkDates(leaf);
        if (leaf.hasUnsupportedCriticalExtension()) {
            throw new CertificateException("x509: unhandled critical extension");
        }
        new HostCheck(host).check(leaf);
        checkPath(chain);
        checkUse(leaf);
    }

    private static void checkDates(X509Certificate leaf) throws CertificateException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant start = leaf.getNotBefore().toInstant();
        Instant end = leaf.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw new CertificateException(
                    "x509: certificate has expired or is not yet valid: current time " + now + " is after " + end);
        }
        if (now.isBefore(start)) {
            throw new CertificateException(
                    "x509: certificate has expired or is not yet valid: current time " + now + " is before " + start);
        }
    }

    private void checkPath(X509Certificate[] chain) throws CertificateException {
        List<X509Certificate> anchors = validCas();
        List<X509Certificate> path = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            if (!cas.contains(certificate)) {
                path.add(certificate);
            }
        }
        for (X509Certificate certificate : path) {
            if (UnknownAuthority.isWeak(certificate)) {
                throw UnknownAuthority.of(path, anchors).failure(null);
            }
        }
        try {
            Set<TrustAnchor> trusted = new HashSet<>();
            for (X509Certificate ca : anchors) {
                trusted.add(new TrustAnchor(ca, null));
            }
            PKIXParameters parameters = new PKIXParameters(trusted);
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw UnknownAuthority.of(path, anchors).failure(e);
        }
    }

    /** Returns the CAs that have not expired. */
    private List<X509Certificate> validCas() throws CertificateException {
        List<X509Certificate> valid = new ArrayList<>();
        CertificateException firstError = null;
        for (X509Certificate ca : cas) {
            try {
                checkDates(ca);
                valid.add(ca);
            } catch (CertificateException e) {
                firstError = firstError == null ? e : firstError;
            }
        }
        if (valid.isEmpty() && firstError != null) {
            throw firstError;
        }
        return valid;
    }

    private static void checkUse(X509Certificate leaf) throws CertificateException {
        List<String> uses = leaf.getExtendedKeyUsage();
        if (uses != null && !uses.contains("1.3.6.1.5.5.7.3.1") && !uses.contains("2.5.29.37.0")) {
            throw new CertificateException("x509: certificate specifies an incompatible key usage");
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return cas.toArray(X509Certificate[]::new);
    }
}
