package io.jm.certs;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.tls.KeyPairs;
import io.jm.tls.PemFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether an engine's certificate can go on serving, so that nobody's containers are stopped for a new one. */
public final class ServerCertificateCheck {
    /** What is about to expire is renewed early. */
    private static final Duration MARGIN = Duration.ofDays(30);

    private ServerCertificateCheck() {}

    /** Whether the certificate is signed by the authority, in date, names every host, and fits the key. */
    static boolean isGood(Path certificate, Path key, Path authority, List<String> hosts, Instant now) {
        try {
            X509Certificate server = read(certificate);
            server.verify(read(authority).getPublicKey());
            return server.getNotAfter().toInstant().isAfter(now.plus(MARGIN))
                    && !server.getNotBefore().toInstant().isAfter(now)
                    && names(server).containsAll(normal(hosts))
                    && KeyPairs.match(PemFile.key(key), server.getPublicKey());
        } catch (IOException | GeneralSecurityException | JmException e) {
            // missing, unreadable or signed by another authority: a new one is needed whatever the reason
            return false;
        }
    }

    /** Whether an authority has signed the certificate, with the key that it has now. */
    static boolean isSignedBy(Path certificate, Path authority) {
        try {
            read(certificate).verify(read(authority).getPublicKey());
            return true;
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    /** Whether there is a certificate, and it does not name the host. */
    public static boolean leavesOut(Path certificate, String host) {
        try {
            return !names(read(certificate)).contains(normal(host));
        } catch (IOException | GeneralSecurityException e) {
            // none, or none that can be read: that is told where it is used
            return false;
        }
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(BoundedReader.file(file, Limits.SMALL_FILE)));
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException, IOException {
        Set<String> names = new HashSet<>();
        var alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                names.add(normal(String.valueOf(alternative.get(1))));
            }
        }
        return names;
    }

    private static Set<String> normal(List<String> hosts) throws IOException {
        Set<String> names = new HashSet<>();
        for (String host : hosts) {
            names.add(normal(host));
        }
        return names;
    }

    /** An IPv6 address can be written in many ways; names stay as they are and are never looked up. */
    private static String normal(String host) throws IOException {
        return host.indexOf(':') >= 0 ? InetAddress.getByName(host).getHostAddress() : host;
    }
}
