package io.jm.tls;

import java.net.Socket;
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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts the given authorities alone, for the given host alone, and says in the original's words why not. */
final class AuthorityTrust extends X509ExtendedTrustManager {
    private static final int SAN_NAME = 2;
    private static final int SAN_ADDRESS = 7;

    private final List<X509Certificate> authorities;
    private final String host;

    AuthorityTrust(List<X509Certificate> authorities, String host) {
        this.authorities = authorities;
        this.host = host;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        X509Certificate leaf = chain[0];
        checkDates(leaf);
        checkPath(chain);
        checkHost(leaf);
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
        try {
            Set<TrustAnchor> anchors = new HashSet<>();
            for (X509Certificate authority : inDate()) {
                anchors.add(new TrustAnchor(authority, null));
            }
            List<X509Certificate> path = new ArrayList<>();
            for (X509Certificate certificate : chain) {
                if (!authorities.contains(certificate)) {
                    path.add(certificate);
                }
            }
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new CertificateException("x509: certificate signed by unknown authority", e);
        }
    }

    /** Of several authorities those that have expired do not count. */
    private List<X509Certificate> inDate() throws CertificateException {
        List<X509Certificate> good = new ArrayList<>();
        CertificateException why = null;
        for (X509Certificate authority : authorities) {
            try {
                checkDates(authority);
                good.add(authority);
            } catch (CertificateException e) {
                why = why == null ? e : why;
            }
        }
        if (good.isEmpty() && why != null) {
            throw why;
        }
        return good;
    }

    private void checkHost(X509Certificate leaf) throws CertificateException {
        boolean address = IpText.isAddress(host);
        List<String> names = names(leaf, address ? SAN_ADDRESS : SAN_NAME);
        for (String name : names) {
            if (address ? sameAddress(name) : matches(name)) {
                return;
            }
        }
        if (address && names.isEmpty()) {
            throw new CertificateException(
                    "x509: cannot validate certificate for " + host + " because it doesn't contain any IP SANs");
        }
        throw new CertificateException(
                names.isEmpty()
                        ? "x509: certificate is not valid for any names, but wanted to match " + host
                        : "x509: certificate is valid for " + String.join(", ", names) + ", not " + host);
    }

    private static List<String> names(X509Certificate leaf, int kind) throws CertificateException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> all = leaf.getSubjectAlternativeNames();
        if (all != null) {
            for (List<?> one : all) {
                if (one.get(0).equals(kind)) {
                    names.add(String.valueOf(one.get(1)));
                }
            }
        }
        return names;
    }

    /** Addresses have many spellings; parsing one never asks a name server. */
    private boolean sameAddress(String name) {
        try {
            return java.net.InetAddress.getByName(name).equals(java.net.InetAddress.getByName(host));
        } catch (java.net.UnknownHostException e) {
            return false;
        }
    }

    private boolean matches(String name) {
        if (name.equalsIgnoreCase(host)) {
            return true;
        }
        int dot = host.indexOf('.');
        return name.startsWith("*.") && dot > 0 && name.substring(1).equalsIgnoreCase(host.substring(dot));
    }

    private static void checkUse(X509Certificate leaf) throws CertificateException {
        List<String> uses = leaf.getExtendedKeyUsage();
        if (uses != null && !uses.contains("1.3.6.1.5.5.7.3.1") && !uses.contains("2.5.29.37.0")) {
            throw new CertificateException("x509: certificate specifies an incompatible key usage");
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("jm is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("jm is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("jm is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.toArray(X509Certificate[]::new);
    }
}
