package io.jm.certs;

import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.tls.AlternativeNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what a server certificate names, and which CA has signed it. */
public final class ServerCertificateCheck {
    private ServerCertificateCheck() {}

    /** Whether the CA has signed the certificate with its current key. */
    static boolean isSignedBy(Path certificate, Path caCert) {
        try {
            read(certificate).verify(read(caCert).getPublicKey());
            return true;
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether the certificate exists and does not name the host. */
    public static boolean lacksHost(Path certificate, String host) {
        try {
            return !names(read(certificate)).contains(normalized(host));
        } catch (IOException | GeneralSecurityException e) {
            // missing or unreadable: reported where it is used
            return false;
        }
    }

    /** Whether the certificate names all hosts. */
    static boolean namesAll(X509Certificate certificate, List<String> hosts)
            throws GeneralSecurityException, IOException {
        return hosts.isEmpty() || names(certificate).containsAll(normalized(hosts));
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(BoundedReader.file(file, Limits.SMALL_FILE)));
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException, IOException {
        Set<String> names = new HashSet<>();
        for (String name : AlternativeNames.of(certificate)) {
            names.add(normalized(name));
        }
        return names;
    }

    private static Set<String> normalized(List<String> hosts) throws IOException {
        Set<String> names = new HashSet<>();
        for (String host : hosts) {
            names.add(normalized(host));
        }
        return names;
    }

    /** Returns the canonical form of an IPv6 address; names stay unchanged and are not resolved. */
    private static String normalized(String host) throws IOException {
        return host.indexOf(':') >= 0 ? InetAddress.getByName(host).getHostAddress() : host;
    }
}
