package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jm.base.Ticker;
import io.jm.os.Environment;
import io.jm.testkit.ServerTls;
import io.jm.tls.ClientTls;
import io.jm.tls.PemFile;
import io.jm.tls.X509Issuer;
import io.jm.web.Proxies;
import io.jm.web.WebTimeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests through a real proxy that wants a login, to a real HTTPS server behind it. */
class ProxyWithLoginTest {
    private static final URI SECURE = URI.create("https://api.example/things");
    private static final String TOKEN = "Bearer token";

    @TempDir
    Path directory;

    private final List<Map<String, List<String>>> arrived = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private LoginProxy proxy;
    private SSLContext trusted;

    @BeforeEach
    void start() throws Exception {
        Path caKey = directory.resolve("ca-key.pem");
        Path ca = directory.resolve("ca.pem");
        Path certificate = directory.resolve("server.pem");
        Path key = directory.resolve("server-key.pem");
        X509Issuer issuer = new X509Issuer(Ticker.system());
        issuer.issueCa(ca, caKey, "test");
        issuer.issueServer(certificate, key, ca, caKey, "test", List.of("api.example", "localhost"));
        trusted = new ClientTls().trust(PemFile.certificates(ca)).context();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(ServerTls.of(certificate, key)));
        server.createContext("/", exchange -> {
            arrived.add(Map.copyOf(exchange.getRequestHeaders()));
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        proxy = new LoginProxy(server.getAddress());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.stop(0);
    }

    private HttpTransport transport(String login) {
        Environment environment = new Environment(proxy.variables(login), Path.of("/"), "jm", false);
        WebTimeouts timeouts = new WebTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
        return new HttpTransport(new Proxies(environment), timeouts, () -> trusted, "jm/1");
    }

    private static CloudRequest post(URI uri) {
        return CloudRequest.json(
                        "POST", uri, JsonNodeFactory.instance.objectNode().put("name", "box"))
                .with("Authorization", TOKEN);
    }

    @Test
    void theServerGetsTheTokenAndTheProxyTheLogin() throws IOException {
        HttpTransport transport = transport("u:p@");
        for (int i = 0; i < 2; i++) {
            CloudReply reply = transport.send(post(SECURE));
            assertEquals(200, reply.status());
            assertEquals("{\"name\":\"box\"}", reply.text());
        }
        assertEquals(2, arrived.size());
        for (Map<String, List<String>> headers : arrived) {
            assertEquals(List.of(TOKEN), headers.get("Authorization"));
            assertFalse(headers.containsKey("Proxy-authorization"), "the login is the proxy's only");
        }
        assertEquals(1, proxy.heads.size(), "one connection, and no attempt without the login");
        assertTrue(proxy.heads.get(0).startsWith("connect api.example:443 "), proxy.heads.get(0));
        assertFalse(proxy.heads.get(0).contains("bearer"), "the token is the server's only");
    }

    @Test
    void aRequestWithoutEncryptionHasBoth() throws IOException {
        HttpTransport transport = transport("u:p@");
        assertEquals(
                200,
                transport.send(post(URI.create("http://api.example/things"))).status());
        assertEquals(1, proxy.heads.size());
        assertTrue(proxy.heads.get(0).contains("\r\nauthorization: bearer token\r\n"), proxy.heads.get(0));
    }

    @Test
    void aServerThatIsReachedWithoutTheProxyGetsNoLogin() throws IOException {
        HttpTransport transport = transport("u:p@");
        CloudRequest direct =
                post(URI.create("https://localhost:" + server.getAddress().getPort() + "/"));
        assertEquals(200, transport.send(direct).status());
        assertFalse(arrived.get(0).containsKey("Proxy-authorization"), arrived.toString());
        assertEquals(List.of(), proxy.heads);
    }

    @Test
    void aLoginMayHaveEscapedCharactersAndNoPassword() throws IOException {
        assertEquals(200, transport("%75:%70@").send(post(SECURE)).status());
        proxy.heads.clear();
        assertThrows(NotSentException.class, () -> transport("u%C3%BC@").send(post(SECURE)));
        String login = Base64.getEncoder()
                .encodeToString("uü:".getBytes(StandardCharsets.UTF_8))
                .toLowerCase(Locale.ROOT);
        assertTrue(proxy.heads.get(0).contains("proxy-authorization: basic " + login + "\r\n"), proxy.heads.get(0));
    }

    @Test
    void thatTheProxyRefusesTheLoginIsItsErrorAndNotTheServers() {
        for (String wrong : List.of("", "u:wrong@")) {
            for (URI uri : List.of(SECURE, URI.create("http://api.example/things"))) {
                NotSentException refused = assertThrows(
                        NotSentException.class, () -> transport(wrong).send(post(uri)));
                assertEquals(
                        "the proxy 127.0.0.1 wants a user and a password (407): give the right ones in the variable of the proxy,"
                                + " such as HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT",
                        String.valueOf(refused.getMessage()).replaceAll(":\\d{4,5} wants", " wants"));
                assertTrue(refused.isPermanent());
            }
        }
        assertEquals(List.of(), arrived);
    }

    @Test
    void aProxyThatMakesNoTunnelHasSentNothing() {
        proxy.answer = "403 Forbidden";
        NotSentException refused =
                assertThrows(NotSentException.class, () -> transport("u:p@").send(post(SECURE)));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .matches("the proxy 127.0.0.1:\\d+ does not connect to api.example \\(403\\)"),
                refused.getMessage());
        assertTrue(refused.isPermanent());
        proxy.answer = "503 Service Unavailable";
        assertFalse(assertThrows(NotSentException.class, () -> transport("u:p@").send(post(SECURE)))
                .isPermanent());
        assertEquals(List.of(), arrived);
    }
}
