package io.jm.lifecycle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether an engine's certificate can go on serving, so that nobody's containers are stopped for a new one. */
final class ServerCertificateCheck {
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
                    && fits(key, server.getPublicKey());
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // missing, unreadable or signed by another authority: a new one is needed whatever the reason
            return false;
        }
    }

    private static X509Certificate read(Path file) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
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

    /** A private key's encoding contains its public part, whichever of the three encodings it is. */
    private static boolean fits(Path keyFile, PublicKey publicKey) throws IOException {
        StringBuilder base64 = new StringBuilder();
        for (String line : Files.readAllLines(keyFile, StandardCharsets.US_ASCII)) {
            if (!line.startsWith("-----")) {
                base64.append(line.strip());
            }
        }
        String key = hex(Base64.getDecoder().decode(base64.toString()));
        if (publicKey instanceof RSAPublicKey rsa) {
            return key.contains(hex(rsa.getModulus()));
        }
        if (publicKey instanceof ECPublicKey ec) {
            return key.contains(hex(ec.getW().getAffineY()));
        }
        return false;
    }

    private static String hex(byte[] bytes) {
        return new BigInteger(1, bytes).toString(16);
    }

    private static String hex(BigInteger number) {
        return number.toString(16);
    }
}
