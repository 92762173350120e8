package io.jm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.tls.PemFile;
import io.jm.tls.X509Issuer;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of hostile engines, and their behaviour after the handshake. */
class HostileCertificateTest {
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"Version\":\"28.2.2\"}";
    private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final String UNKNOWN = "x509: certificate signed by unknown authority";

    @TempDir
    static Path directory;

    private static EngineTls files;
    private static KeyPair key;
    private static Signer signer;
    private static int serial = 100;

    /** A CA or another signer. */
    private record Signer(String name, PrivateKey key) {}

    @BeforeAll
    static void makeCertificates() throws Exception {
        Path ca = directory.resolve("ca.pem");
        Path caKey = directory.resolve("ca-key.pem");
        files = new EngineTls(ca, directory.resolve("cert.pem"), directory.resolve("key.pem"));
        X509Issuer issuer = new X509Issuer(Ticker.system());
        issuer.issueCa(ca, caKey, "tester");
        issuer.issueClient(files.clientCert(), files.clientKey(), ca, caKey, "tester.<bootstrap>");
        key = pair();
        signer = new Signer("O=tester", PemFile.key(caKey));
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private record Part(ASN1ObjectIdentifier kind, boolean critical, ASN1Encodable value) {}

    private static Part names(GeneralName... names) {
        return new Part(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }

    private static X509Certificate issue(Signer signer, String algorithm, String subject, Part... parts)
            throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name(signer.name()),
                BigInteger.valueOf(serial++),
                Date.from(now.minusSeconds(300)),
                Date.from(now.plusSeconds(86_400)),
                new X500Name(subject),
                key.getPublic());
        for (Part part : parts) {
            builder.addExtension(part.kind(), part.critical(), part.value());
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.key())));
    }

    private static X509Certificate issue(String subject, Part... parts) throws Exception {
        return issue(signer, "SHA256withRSA", subject, parts);
    }

    private static HostilePeer engine(String[] protocols, HostilePeer.Behaviour talk, X509Certificate... chain)
            throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("k", key.getPrivate(), new char[0], chain);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        server.setEnabledProtocols(protocols);
        return HostilePeer.of(server, talk);
    }

    private static HostilePeer engine(HostilePeer.Behaviour talk, X509Certificate... chain) throws Exception {
        return engine(new String[] {"TLSv1.2", "TLSv1.3"}, talk, chain);
    }

    private static void answer(Socket client) throws Exception {
        HostilePeer.readRequest(client);
        client.getOutputStream().write(GOOD.getBytes(StandardCharsets.US_ASCII));
    }

    private interface Chain {
        X509Certificate[] make() throws Exception;
    }

    private static DynamicTest rejected(String name, String host, Chain chain, String reason) {
        return DynamicTest.dynamicTest(name, () -> {
            try (HostilePeer peer = engine(HostileCertificateTest::answer, chain.make())) {
                String place = host + ":" + peer.port();
                String message = HostilePeer.message(
                        () -> new SocketEngineClient().version("tcp://" + place, files, HostilePeer.LIMIT));
                assertEquals("Get \"https://" + place + "/v1.15/version\": " + reason, withoutLength(message));
                assertEquals(
                        reason,
                        withoutLength(HostilePeer.message(
                                () -> new SocketEngineClient().checkTls(place, files, HostilePeer.LIMIT))));
            }
        });
    }

    private static String withoutLength(String message) {
        return message.replaceAll("length \\d+ bytes", "length N bytes");
    }

    private static DynamicTest rejected(String name, Chain chain, String reason) {
        return rejected(name, "127.0.0.1", chain, reason);
    }

    private static X509Certificate[] chain(X509Certificate... chain) {
        return chain;
    }

    @TestFactory
    List<DynamicTest> certificatesThatAreRefused() {
        String address = "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs";
        String hint = UNKNOWN + " (possibly because of \"%s\" while trying to verify candidate authority certificate"
                + " \"%s\")";
        GeneralName escape = new GeneralName(GeneralName.dNSName, "\u001b]0;evil\u0007");
        GeneralName[] many = new GeneralName[150];
        Arrays.fill(many, new GeneralName(GeneralName.iPAddress, "192.0.2.1"));
        GeneralName[] long50 = new GeneralName[50];
        Arrays.fill(long50, new GeneralName(GeneralName.dNSName, "x".repeat(200)));
        return List.of(
                rejected(
                        "a common name alone",
                        () -> chain(issue("CN=127.0.0.1")),
                        "x509: certificate relies on legacy Common Name field, use SANs instead"),
                rejected("another common name", () -> chain(issue("CN=localhost")), address),
                rejected("a common name next to a name", () -> chain(issue("CN=127.0.0.1", names(escape))), address),
                rejected(
                        "no name",
                        "localhost",
                        () -> chain(issue("O=x")),
                        "x509: certificate is not valid for any names, but wanted to match localhost"),
                rejected(
                        "a name for terminals",
                        "localhost",
                        () -> chain(issue("O=x", names(escape))),
                        "x509: certificate is valid for \\x1b]0;evil\\x07, not localhost"),
                rejected(
                        "many names",
                        () -> chain(issue("O=x", names(many))),
                        "x509: certificate is valid for 150 IP SANs, but none matched 127.0.0.1"),
                rejected(
                        "long names",
                        "localhost",
                        () -> chain(issue("O=x", names(long50))),
                        ("x509: certificate is valid for " + ("x".repeat(200) + ", ").repeat(50)).substring(0, 1024)
                                + "…"),
                rejected(
                        "an unknown critical extension",
                        () -> chain(issue(
                                "O=x",
                                names(HERE),
                                new Part(new ASN1ObjectIdentifier("1.2.3.4"), true, new DERUTF8String("hi")))),
                        "x509: unhandled critical extension"),
                rejected(
                        "a client's certificate",
                        () -> chain(issue(
                                "O=x",
                                names(HERE),
                                new Part(
                                        Extension.extendedKeyUsage,
                                        false,
                                        new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)))),
                        "x509: certificate specifies an incompatible key usage"),
                rejected(
                        "SHA-1",
                        () -> chain(issue(signer, "SHA1withRSA", "O=x", names(HERE))),
                        String.format(hint, "x509: cannot verify signature: insecure algorithm SHA1-RSA", "tester")),
                rejected(
                        "another CA of the same name",
                        () -> chain(
                                issue(new Signer("O=tester", key.getPrivate()), "SHA256withRSA", "O=x", names(HERE))),
                        String.format(hint, "crypto/rsa: verification error", "tester")),
                rejected(
                        "another CA",
                        () -> chain(
                                issue(new Signer("CN=other", key.getPrivate()), "SHA256withRSA", "O=x", names(HERE))),
                        UNKNOWN),
                rejected(
                        "an issuer that is not a CA",
                        () -> chain(
                                issue(new Signer("CN=nca", key.getPrivate()), "SHA256withRSA", "O=x", names(HERE)),
                                issue(
                                        "CN=nca",
                                        new Part(Extension.basicConstraints, true, new BasicConstraints(false)))),
                        String.format(
                                hint,
                                "x509: invalid signature: parent certificate cannot sign this kind of" + " certificate",
                                "nca")),
                rejected(
                        "a certificate of 40 KB",
                        () -> chain(issue(
                                "O=x",
                                names(HERE),
                                new Part(
                                        new ASN1ObjectIdentifier("1.2.3.4"),
                                        false,
                                        new DERUTF8String("x".repeat(40_000))))),
                        "tls: handshake message of length N bytes exceeds maximum of 32768 bytes"),
                rejected("an endless chain", HostileCertificateTest::circle, UNKNOWN));
    }

    /** Nine certificates, each issued by the next, the last by the second. */
    private static X509Certificate[] circle() throws Exception {
        List<X509Certificate> chain = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Signer next = new Signer("CN=" + (i == 8 ? 1 : i + 1), key.getPrivate());
            Part use = i == 0 ? names(HERE) : new Part(Extension.basicConstraints, true, new BasicConstraints(true));
            chain.add(issue(next, "SHA256withRSA", "CN=" + i, use));
        }
        return chain.toArray(X509Certificate[]::new);
    }

    private static String version(HostilePeer peer) {
        return new SocketEngineClient().version("tcp://" + peer.hostPort(), files, HostilePeer.LIMIT);
    }

    private static String failure(HostilePeer.Behaviour talk, String... protocols) throws Exception {
        try (HostilePeer peer = engine(protocols, talk, issue("O=x", names(HERE)))) {
            String message = HostilePeer.messageWithinTimeout(() -> version(peer));
            String prefix = "Get \"https://" + peer.hostPort() + "/v1.15/version\": ";
            return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        }
    }

    @Test
    void anIntermediateCaIsAccepted() throws Exception {
        X509Certificate between =
                issue("CN=between", new Part(Extension.basicConstraints, true, new BasicConstraints(true)));
        X509Certificate leaf = issue(new Signer("CN=between", key.getPrivate()), "SHA256withRSA", "O=x", names(HERE));
        try (HostilePeer peer = engine(HostileCertificateTest::answer, leaf, between)) {
            assertEquals("28.2.2", version(peer));
        }
    }

    @Test
    void aSecondHandshakeIsAccepted() throws Exception {
        HostilePeer.Behaviour again = client -> {
            HostilePeer.readRequest(client);
            ((SSLSocket) client).startHandshake();
            client.getOutputStream().write(GOOD.getBytes(StandardCharsets.US_ASCII));
        };
        try (HostilePeer peer = engine(new String[] {"TLSv1.2"}, again, issue("O=x", names(HERE)))) {
            assertEquals("28.2.2", version(peer));
        }
    }

    @Test
    void endlessHandshakesTimeOut() throws Exception {
        HostilePeer.Behaviour always = client -> {
            HostilePeer.readRequest(client);
            while (!client.isClosed()) {
                ((SSLSocket) client).startHandshake();
            }
        };
        assertEquals("i/o timeout", failure(always, "TLSv1.2"));
    }

    @Test
    void endlessKeyUpdatesTimeOut() throws Exception {
        HostilePeer.Behaviour always = client -> {
            HostilePeer.readRequest(client);
            while (!client.isClosed()) {
                ((SSLSocket) client).startHandshake();
            }
        };
        assertEquals("i/o timeout", failure(always, "TLSv1.3"));
    }

    @Test
    void aClosedConnectionIsOneErrorMessage() throws Exception {
        assertEquals("EOF", failure(HostilePeer::readRequest, "TLSv1.3"));
        assertEquals("EOF", failure(HostilePeer::readRequest, "TLSv1.2"));
        assertEquals("unexpected EOF", failure(after("HTTP/1.1 200 OK\r\n"), "TLSv1.3"));
        assertEquals("unexpected EOF", failure(after("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), "TLSv1.2"));
    }

    private static HostilePeer.Behaviour after(String text) {
        return client -> {
            HostilePeer.readRequest(client);
            client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        };
    }

    @Test
    void anEndlessBodyIsRejected() throws Exception {
        HostilePeer.Behaviour flood = client -> {
            HostilePeer.readRequest(client);
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[16_384];
            while (!client.isClosed()) {
                out.write(block);
            }
        };
        try (HostilePeer peer = engine(new String[] {"TLSv1.3"}, flood, issue("O=x", names(HERE)))) {
            String reason = HostilePeer.message(() -> version(peer));
            assertTrue(reason.contains(": the response has more than 1 MiB"), reason);
        }
    }
}
