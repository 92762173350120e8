package io.jm.tls;

import io.jm.text.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Checks that a certificate is valid for a host, by its subject alternative names only; with the messages of Go's
 * library.
 *
 * @param host a host name or an IP address
 */
record HostCheck(String host) {
    private static final int NAME = 2;
    private static final int ADDRESS = 7;
    private static final int MAX_NAMES = 100;

    void check(X509Certificate leaf) throws CertificateException {
        boolean address = IpAddress.isAddress(host);
        List<String> names = names(leaf, address ? ADDRESS : NAME);
        for (String name : names) {
            if (address ? sameAddress(name) : matches(name)) {
                return;
            }
        }
        throw new CertificateException("x509: " + reason(leaf, names, address));
    }

    private String reason(X509Certificate leaf, List<String> names, boolean address) throws CertificateException {
        if (leaf.getSubjectAlternativeNames() == null && matches(DistinguishedName.commonName(leaf))) {
            return "certificate relies on legacy Common Name field, use SANs instead";
        }
        if (address && names.isEmpty()) {
            return "cannot validate certificate for " + host + " because it doesn't contain any IP SANs";
        }
        if (names.isEmpty()) {
            return "certificate is not valid for any names, but wanted to match " + host;
        }
        if (names.size() >= MAX_NAMES) {
            return "certificate is valid for " + names.size() + (address ? " IP SANs" : " names")
                    + ", but none matched " + host;
        }
        return "certificate is valid for " + String.join(", ", names) + ", not " + host;
    }

    private static List<String> names(X509Certificate leaf, int type) throws CertificateException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> all = leaf.getSubjectAlternativeNames();
        if (all != null) {
            for (List<?> one : all) {
                if (one.get(0).equals(type)) {
                    names.add(String.valueOf(one.get(1)));
                }
            }
        }
        return names;
    }

    /** Compares the parsed addresses, which have several spellings; parsing does no DNS lookup. */
    private boolean sameAddress(String name) {
        try {
            return InetAddress.getByName(name).equals(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
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
}
