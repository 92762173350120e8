package io.jm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.testkit.ServerTls;
import io.jm.tls.Expiry;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketEngineClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"Version\":\"28.2.2\"}";

    @TempDir
    static Path directory;

    private static EngineTls files;

    @BeforeAll
    static void makeCertificates() {
        X509Issuer issuer = new X509Issuer(Ticker.system());
        issuer.issueCa(path("ca.pem"), path("ca-key.pem"), "tester");
        issuer.issueCa(path("other.pem"), path("other-key.pem"), "tester");
        issuer.issueClient(path("cert.pem"), path("key.pem"), path("ca.pem"), path("ca-key.pem"), "tester.<bootstrap>");
        server("server", "ca", "127.0.0.1");
        server("wrong", "ca", "192.0.2.9");
        server("otherCa", "other", "127.0.0.1");
        Ticker longAgo = new PastTicker(Duration.ofDays(2000));
        server("expired", "ca", "127.0.0.1", new X509Issuer(longAgo));
        server("named", "ca", "engine.example", new X509Issuer(Ticker.system()));
        new X509Issuer(longAgo).issueCa(path("old.pem"), path("old-key.pem"), "tester");
        server("orphan", "old", "127.0.0.1", new X509Issuer(Ticker.system()));
        issuer.issueClient(
                path("stranger.pem"), path("stranger-key.pem"), path("other.pem"), path("other-key.pem"), "stranger");
        files = new EngineTls(path("ca.pem"), path("cert.pem"), path("key.pem"));
    }

    private static void server(String name, String ca, String host) {
        server(name, ca, host, new X509Issuer(Ticker.system()));
    }

    private static void server(String name, String ca, String host, X509Issuer issuer) {
        issuer.issueServer(
                path(name + ".pem"),
                path(name + "-key.pem"),
                path(ca + ".pem"),
                path(ca + "-key.pem"),
                "tester.box",
                List.of(host, "localhost"));
    }

    /** A clock in the past, for certificates issued long ago. */
    private record PastTicker(Duration ago) implements Ticker {
        @Override
        public Instant now() {
            return Instant.now().minus(ago);
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) {
            throw new IllegalStateException("issuing takes no waiting");
        }
    }

    private static Path path(String name) {
        return directory.resolve(name);
    }

    private static ServerSocket plain(String answer) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        serve(server, answer);
        return server;
    }

    private static ServerSocket secure(String name, String answer) throws Exception {
        SSLContext context = ServerTls.mutual(path(name + ".pem"), path(name + "-key.pem"), path("ca.pem"));
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        server.setNeedClientAuth(true);
        serve(server, answer);
        return server;
    }

    /** Answers each connection, or sends nothing if the answer is empty. */
    private static void serve(ServerSocket server, String answer) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try {
                    Socket connection = server.accept();
                    if (connection instanceof SSLSocket secure) {
                        secure.startHandshake();
                    }
                    if (!answer.isEmpty()) {
                        connection.getInputStream().read(new byte[4096]);
                        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                        connection.close();
                    }
                } catch (IOException e) {
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String version(ServerSocket server, String scheme, Duration limit) {
        return new SocketEngineClient().version(scheme + "://127.0.0.1:" + server.getLocalPort(), files, limit);
    }

    private static String checked(ServerSocket server) {
        return checked(server, files);
    }

    private static String checked(ServerSocket server, EngineTls files) {
        String hostPort = "127.0.0.1:" + server.getLocalPort();
        return assertThrows(
                        JmException.class,
                        () -> new SocketEngineClient().checkTls(hostPort, files, Duration.ofSeconds(2)))
                .getMessage();
    }

    @Test
    void readsTheVersionOverTls() throws Exception {
        try (ServerSocket server = secure("server", GOOD)) {
            assertEquals("28.2.2", version(server, "tcp", LIMIT));
        }
    }

    @Test
    void readsTheVersionWithoutTls() throws IOException {
        try (ServerSocket server = plain(GOOD)) {
            assertEquals("28.2.2", version(server, "http", LIMIT));
        }
    }

    @Test
    void readsTheVersionOfTheApi() throws IOException {
        String body = "{\"Version\":\"28.2.2\",\"ApiVersion\":\"1.50\",\"MinAPIVersion\":\"1.24\"}";
        try (ServerSocket server = plain("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            assertEquals(
                    new EngineVersion("28.2.2", "1.50"),
                    new SocketEngineClient().about("http://127.0.0.1:" + server.getLocalPort(), files, LIMIT));
        }
    }

    @Test
    void readsChunks() throws IOException {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\n{\"Ver\r\nf\r\nsion\":\"28.2.2\"}\r\n0\r\n\r\n";
        try (ServerSocket server = plain(chunked)) {
            assertEquals("28.2.2", version(server, "http", LIMIT));
        }
    }

    @Test
    void acceptsAValidCertificateAndReturnsItsExpiry() throws Exception {
        try (ServerSocket server = secure("server", GOOD)) {
            Expiry first = new SocketEngineClient().checkTls("127.0.0.1:" + server.getLocalPort(), files, LIMIT);
            assertEquals(1079, Duration.between(Instant.now(), first.end()).toDays());
        }
    }

    @Test
    void acceptsAValidCertificateOfABusyEngine() throws Exception {
        try (ServerSocket server = secure("server", "")) {
            new SocketEngineClient().checkTls("127.0.0.1:" + server.getLocalPort(), files, LIMIT);
        }
    }

    @Test
    void reportsWhenTheCertificateExpired() throws Exception {
        try (ServerSocket server = secure("expired", GOOD)) {
            String reason = checked(server);
            assertTrue(
                    reason.matches(
                            "x509: certificate has expired or is not yet valid: current time \\S+Z is after \\S+Z"),
                    reason);
        }
    }

    @Test
    void reportsAnExpiredCa() throws Exception {
        try (ServerSocket server = secure("orphan", GOOD)) {
            String reason = checked(server, new EngineTls(path("old.pem"), path("cert.pem"), path("key.pem")));
            assertTrue(reason.startsWith("x509: certificate has expired or is not yet valid: "), reason);
        }
    }

    @Test
    void reportsACertificateWithoutAddresses() throws Exception {
        try (ServerSocket server = secure("named", GOOD)) {
            assertEquals(
                    "x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs",
                    checked(server));
        }
    }

    @Test
    void reportsThatTheEngineRejectsTheClientCertificate() throws Exception {
        EngineTls stranger = new EngineTls(path("ca.pem"), path("stranger.pem"), path("stranger-key.pem"));
        try (ServerSocket server = secure("server", GOOD)) {
            String reason = checked(server, stranger);
            assertTrue(reason.startsWith("remote error: tls: "), reason);
        }
    }

    @Test
    void reportsATimeoutOfASilentEngine() throws IOException {
        try (ServerSocket server = plain("")) {
            assertEquals("context deadline exceeded", checked(server));
        }
    }

    @Test
    void reportsTheAddressesOfAResetConnection() throws IOException {
        try (ServerSocket server = resetting()) {
            assertReset(server, checked(server));
        }
        try (ServerSocket server = resetting()) {
            String url = "tcp://127.0.0.1:" + server.getLocalPort();
            JmException failure = assertThrows(JmException.class, () -> PresentedCertificate.of(url, LIMIT));
            assertReset(server, failure.getMessage());
        }
    }

    @Test
    void aConnectionThatEndsWithoutAByteIsNoErrorOfCertificates() throws Exception {
        try (ServerSocket server = resetting()) {
            assertEquals(ErrorCode.ENGINE, kind(server));
        }
        try (ServerSocket server = closing()) {
            assertEquals(ErrorCode.ENGINE, kind(server));
        }
        try (ServerSocket server = closing()) {
            EngineProbe probe = EngineProbe.of("tcp://127.0.0.1:" + server.getLocalPort(), files, LIMIT);
            assertEquals(EngineProbe.Stage.CONNECT, probe.stage());
            assertEquals("the connection was accepted and then closed: EOF", probe.reason());
        }
        try (ServerSocket server = secure("wrong", GOOD)) {
            assertEquals(ErrorCode.TLS, kind(server));
        }
    }

    private static @Nullable ErrorCode kind(ServerSocket server) {
        String hostPort = "127.0.0.1:" + server.getLocalPort();
        return assertThrows(JmException.class, () -> new SocketEngineClient().checkTls(hostPort, files, LIMIT))
                .errorCode();
    }

    /** A port proxy without a process behind it: it takes the request and ends the connection. */
    private static ServerSocket closing() throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try (Socket connection = server.accept()) {
                connection.getInputStream().read(new byte[65536]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.start();
        return server;
    }

    private static ServerSocket resetting() throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            try (Socket connection = server.accept()) {
                connection.getInputStream().read();
                connection.setSoLinger(true, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.start();
        return server;
    }

    private static void assertReset(ServerSocket server, String reason) {
        assertTrue(
                reason.matches("read tcp 127.0.0.1:\\d+->127.0.0.1:" + server.getLocalPort()
                        + ": read: connection reset by peer"),
                reason);
    }

    @Test
    void reportsARefusedConnectionOfTheCheck() throws IOException {
        ServerSocket server = plain("");
        server.close();
        assertEquals("dial tcp 127.0.0.1:" + server.getLocalPort() + ": connect: connection refused", checked(server));
    }

    @Test
    void reportsTheHostsOfACertificateForOtherHosts() throws Exception {
        try (ServerSocket server = secure("wrong", GOOD)) {
            assertEquals("x509: certificate is valid for 192.0.2.9, not 127.0.0.1", checked(server));
        }
    }

    @Test
    void readsPublishedPortsOverTls() throws Exception {
        String ports = "[{\"Ports\":[{\"IP\":\"\",\"PublicPort\":8080,\"Type\":\"tcp\"}]}]";
        String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + ports.length() + "\r\n\r\n" + ports;
        try (ServerSocket server = secure("server", answer);
                ContainerClient client = new ContainerClient("tcp://127.0.0.1:" + server.getLocalPort(), files)) {
            assertEquals(Set.of(new ContainerPort("", 8080, "tcp")), client.publishedPorts(LIMIT));
        }
        try (ServerSocket server = secure("otherCa", answer);
                ContainerClient client = new ContainerClient("tcp://127.0.0.1:" + server.getLocalPort(), files)) {
            String message = assertThrows(JmException.class, () -> client.publishedPorts(LIMIT))
                    .getMessage();
            assertTrue(message.contains("x509: certificate signed by unknown authority"), message);
        }
    }

    @Test
    void rejectsAnotherCa() throws Exception {
        try (ServerSocket server = secure("otherCa", GOOD)) {
            assertEquals(
                    "x509: certificate signed by unknown authority (possibly because of \"crypto/rsa: verification"
                            + " error\" while trying to verify candidate authority certificate \"tester\")",
                    checked(server));
        }
    }

    @Test
    void recognizesPlainHttp() throws IOException {
        try (ServerSocket server = plain(GOOD)) {
            assertEquals("tls: first record does not look like a TLS handshake", checked(server));
        }
    }

    @Test
    void aSilentEngineTimesOut() throws IOException {
        try (ServerSocket server = plain("")) {
            long start = System.nanoTime();
            assertThrows(JmException.class, () -> version(server, "tcp", Duration.ofMillis(300)));
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
        }
    }

    @Test
    void reportsARefusedConnection() throws IOException {
        ServerSocket server = plain("");
        server.close();
        assertEquals(
                "Cannot connect to the docker engine endpoint",
                assertThrows(JmException.class, () -> version(server, "tcp", LIMIT))
                        .getMessage());
    }
}
