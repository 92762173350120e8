package io.jm.engine;

import static io.jm.engine.HostilePeer.floods;
import static io.jm.engine.HostilePeer.sends;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.tls.X509Issuer;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Hostile data instead of a TLS handshake; the messages are those of Go's library where it has some. */
class HostileTlsTest {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    @TempDir
    static Path directory;

    private static EngineTls files;

    @BeforeAll
    static void makeCertificates() {
        Path ca = directory.resolve("ca.pem");
        Path caKey = directory.resolve("ca-key.pem");
        files = new EngineTls(ca, directory.resolve("cert.pem"), directory.resolve("key.pem"));
        X509Issuer issuer = new X509Issuer(Ticker.system());
        issuer.issueCa(ca, caKey, "tester");
        issuer.issueClient(files.clientCert(), files.clientKey(), ca, caKey, "tester.<bootstrap>");
    }

    /** Checks the same message twice: for the version, and for the check before {@code env}. */
    private static List<DynamicTest> peer(String name, HostilePeer.Behaviour talk, String reason) {
        return peer(name, talk, reason, reason);
    }

    private static List<DynamicTest> peer(String name, HostilePeer.Behaviour talk, String version, String check) {
        return List.of(
                DynamicTest.dynamicTest(name + ", asked for its version", () -> {
                    try (HostilePeer peer = HostilePeer.of(talk)) {
                        String prefix = "Get \"https://" + peer.hostPort() + "/v1.15/version\": ";
                        String message = HostilePeer.message(() ->
                                new SocketEngineClient().version("tcp://" + peer.hostPort(), files, HostilePeer.LIMIT));
                        assertTrue(message.startsWith(prefix), message);
                        assertReason(version, message.substring(prefix.length()));
                    }
                }),
                DynamicTest.dynamicTest(name + ", checked", () -> {
                    try (HostilePeer peer = HostilePeer.of(talk)) {
                        String message = HostilePeer.message(
                                () -> new SocketEngineClient().checkTls(peer.hostPort(), files, HostilePeer.LIMIT));
                        assertReason(check, message);
                    }
                }));
    }

    /** An expected message that ends with a colon is a prefix: the rest depends on the Java version. */
    private static void assertReason(String expected, String reason) {
        if (expected.endsWith(": ")) {
            assertTrue(reason.startsWith(expected), reason);
        } else {
            assertEquals(expected, reason.replaceAll("127.0.0.1:\\d+->127.0.0.1:\\d+", "ENDS"));
        }
    }

    private static byte[] record(int type, byte... content) {
        return record(0x0303, type, content);
    }

    private static byte[] record(int version, int type, byte... content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(type);
        out.write(version >> 8);
        out.write(version);
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] handshake(int type, byte... content) {
        return joined(new byte[] {(byte) type, 0, (byte) (content.length >> 8), (byte) content.length}, content);
    }

    private static byte[] serverHello(int version, int suite) {
        byte[] content = new byte[38];
        content[0] = (byte) (version >> 8);
        content[1] = (byte) version;
        content[35] = (byte) (suite >> 8);
        content[36] = (byte) suite;
        return record(version, HANDSHAKE, handshake(2, content));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static HostilePeer.Behaviour alert(int level, int number) {
        return sends(record(ALERT, (byte) level, (byte) number));
    }

    @TestFactory
    List<DynamicTest> otherProtocols() {
        String noTls = "tls: first record does not look like a TLS handshake";
        String reset = "read tcp ENDS: read: connection reset by peer";
        List<DynamicTest> tests = new ArrayList<>();
        tests.addAll(peer(
                "plain HTTP",
                sends("HTTP/1.1 400 Bad Request\r\n\r\n"),
                "http: server gave HTTP response to HTTPS client",
                noTls));
        tests.addAll(peer("SSH", sends("SSH-2.0-OpenSSH_9.2\r\n"), noTls));
        tests.addAll(peer("zeros", sends(new byte[100]), noTls));
        tests.addAll(peer("no end of zeros", floods(new byte[0], new byte[100]), noTls));
        tests.addAll(peer("HTTP/2's preface", sends("\0\0\u0012\u0004\0\0\0\0\0"), noTls));
        tests.addAll(peer("nothing", sends(""), "EOF"));
        tests.addAll(peer("a reset", HostilePeer.resets(), reset));
        tests.addAll(peer("silence", HostilePeer.silence(), "i/o timeout", "context deadline exceeded"));
        tests.addAll(peer(
                "drops",
                HostilePeer.drips(new byte[] {22, 3, 3, 64, 0}, (byte) 2),
                "i/o timeout",
                "context deadline exceeded"));
        return tests;
    }

    @TestFactory
    List<DynamicTest> alerts() {
        List<DynamicTest> tests = new ArrayList<>();
        tests.addAll(peer("40", alert(2, 40), "remote error: tls: handshake failure"));
        tests.addAll(peer("42", alert(2, 42), "remote error: tls: bad certificate"));
        tests.addAll(peer("45", alert(2, 45), "remote error: tls: expired certificate"));
        tests.addAll(peer("46", alert(2, 46), "remote error: tls: unknown certificate"));
        tests.addAll(peer("48", alert(2, 48), "remote error: tls: unknown certificate authority"));
        tests.addAll(peer("70", alert(2, 70), "remote error: tls: protocol version not supported"));
        tests.addAll(peer("80", alert(2, 80), "remote error: tls: internal error"));
        tests.addAll(peer("116", alert(2, 116), "remote error: tls: certificate required"));
        tests.addAll(peer("unknown", alert(2, 255), "tls: "));
        tests.addAll(peer("a good-bye", alert(1, 0), "EOF"));
        tests.addAll(peer("a warning", alert(1, 112), "EOF"));
        tests.addAll(peer("warnings without end", floods(new byte[0], record(ALERT, (byte) 1, (byte) 112)), "EOF"));
        return tests;
    }

    @TestFactory
    List<DynamicTest> handshakesThatAreNone() {
        String unsupported = "tls: server selected unsupported protocol version ";
        byte[] start = serverHello(0x0303, 0xc02f);
        List<DynamicTest> tests = new ArrayList<>();
        tests.addAll(peer("TLS 1.1", sends(serverHello(0x0302, 0xc013)), unsupported + "302"));
        tests.addAll(peer("TLS 1.0", sends(serverHello(0x0301, 0xc013)), unsupported + "301"));
        tests.addAll(peer("SSL 3", sends(serverHello(0x0300, 0xc02f)), unsupported + "300"));
        tests.addAll(
                peer("no encryption", sends(serverHello(0x0303, 2)), "tls: server chose an unconfigured cipher suite"));
        tests.addAll(peer("half a record", sends(new byte[] {22, 3, 3, 64, 0, 1}), "EOF"));
        tests.addAll(peer(
                "a record that is too long",
                sends(joined(new byte[] {22, 3, 3, -1, -1}, new byte[70_000])),
                "tls: oversized record received with length 65535"));
        tests.addAll(peer(
                "a message of 16 MiB",
                floods(record(HANDSHAKE, (byte) 2, (byte) -1, (byte) -1, (byte) -1), record(HANDSHAKE, new byte[9000])),
                "tls: handshake message of length 16777215 bytes exceeds maximum of 32768 bytes"));
        tests.addAll(peer(
                "a certificate of 16 MiB",
                floods(
                        joined(start, record(HANDSHAKE, (byte) 11, (byte) -1, (byte) -1, (byte) -1)),
                        record(HANDSHAKE, new byte[9000])),
                "tls: handshake message of length 16777215 bytes exceeds maximum of 32768 bytes"));
        tests.addAll(peer(
                "no certificate",
                sends(joined(start, record(HANDSHAKE, handshake(11, (byte) 0, (byte) 0, (byte) 0)))),
                "tls: "));
        byte[] garbage = handshake(11, new byte[] {0, 0, 8, 0, 0, 5, 'a', 'b', 'c', 'd', 'e'});
        tests.addAll(peer(
                "a certificate that is none",
                sends(joined(start, record(HANDSHAKE, garbage))),
                "tls: failed to parse certificate from server: "));
        tests.addAll(peer(
                "a message before its turn",
                sends(record(HANDSHAKE, handshake(11, (byte) 0, (byte) 0, (byte) 0))),
                "tls: "));
        tests.addAll(peer("a message cut short", sends(record(HANDSHAKE, handshake(2, (byte) 3, (byte) 3))), "tls: "));
        tests.addAll(peer("greetings without end", floods(new byte[0], record(HANDSHAKE, handshake(0))), "tls: "));
        return tests;
    }
}
