package io.jm.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.os.Environment;
import io.jm.testkit.ServerTls;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTPS server with a certificate from an authority of its own. */
class AuthoritiesTest {
    @TempDir
    Path directory;

    private HttpsServer server;
    private Path ca;

    @BeforeEach
    void startServer() throws Exception {
        Path caKey = directory.resolve("ca-key.pem");
        ca = directory.resolve("ca.pem");
        Path certificate = directory.resolve("server.pem");
        Path key = directory.resolve("server-key.pem");
        X509Issuer issuer = new X509Issuer(Ticker.system());
        issuer.issueCa(ca, caKey, "test");
        issuer.issueServer(certificate, key, ca, caKey, "test", List.of("127.0.0.1"));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ServerTls.of(certificate, key)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    /** Shakes hands with the server. */
    private void connect(Map<String, String> variables) throws IOException {
        SSLContext trusted =
                Objects.requireNonNull(new Authorities(new Environment(variables, directory, "jm", false)).get());
        try (SSLSocket socket = (SSLSocket) trusted.getSocketFactory()
                .createSocket(
                        InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            socket.startHandshake();
        }
    }

    @Test
    void trustsTheFileThatTheUserNames() throws IOException {
        connect(Map.of("SSL_CERT_FILE", "ca.pem"));
        Files.writeString(
                ca, "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n" + Files.readString(ca));
        connect(Map.of("SSL_CERT_FILE", ca.toString()));
    }

    @Test
    void trustsTheDirectoriesThatTheUserNames() throws IOException {
        Path certificates = Files.createDirectory(directory.resolve("certs"));
        Files.copy(ca, certificates.resolve("own.crt"));
        connect(Map.of("SSL_CERT_DIR", directory.resolve("missing") + ":" + certificates));
    }

    @Test
    void readsTheFilesWhenTheyAreNeededAndOnce() throws IOException {
        Path named = directory.resolve("named.pem");
        Authorities authorities =
                new Authorities(new Environment(Map.of("SSL_CERT_FILE", named.toString()), directory, "jm", false));
        Files.copy(ca, named);
        SSLContext first = authorities.get();
        Files.delete(named);
        assertSame(first, authorities.get());
    }

    @Test
    void trustsNobodyElse() throws IOException {
        Path other = directory.resolve("other.pem");
        new X509Issuer(Ticker.system()).issueCa(other, directory.resolve("other-key.pem"), "test");
        assertThrows(SSLHandshakeException.class, () -> connect(Map.of("SSL_CERT_FILE", other.toString())));
    }

    @Test
    void tellsThatTheFileIsMissing() {
        JmException missing = assertThrows(JmException.class, () -> connect(Map.of("SSL_CERT_FILE", "gone.pem")));
        assertEquals("open " + directory.resolve("gone.pem") + ": no such file or directory", missing.getMessage());
    }
}
