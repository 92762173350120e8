package io.jm.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientTlsTest {
    @TempDir
    Path directory;

    private HttpsServer server;

    private Path path(String name) {
        return directory.resolve(name);
    }

    @BeforeEach
    void issue() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        X509Issuer issuer = new X509Issuer(Ticker.system());
        issuer.issueCa(path("ca.pem"), path("ca-key.pem"), "ca");
        issuer.issueCa(path("other.pem"), path("other-key.pem"), "other");
        issuer.issueClient(path("client.pem"), path("client-key.pem"), path("ca.pem"), path("ca-key.pem"), "client");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(String host, boolean asksForCertificate) throws Exception {
        new X509Issuer(Ticker.system())
                .issueServer(
                        path("server.pem"),
                        path("server-key.pem"),
                        path("ca.pem"),
                        path("ca-key.pem"),
                        "server",
                        List.of(host));
        SSLContext context = ofServer();
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters own = context.getDefaultSSLParameters();
                own.setNeedClientAuth(asksForCertificate);
                parameters.setSSLParameters(own);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    private SSLContext ofServer() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        Certificate own = PemFile.certificates(path("server.pem")).get(0);
        keys.setKeyEntry("k", PemFile.key(path("server-key.pem")), new char[0], new Certificate[] {own});
        keys.setCertificateEntry("ca", PemFile.certificates(path("ca.pem")).get(0));
        KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        shown.init(keys, new char[0]);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private int status(ClientTls tls) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().sslContext(tls.context()).build();
        URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private ClientTls trusting(String file) {
        return new ClientTls().trust(PemFile.certificates(path(file)));
    }

    @Test
    void onlyTheAuthoritiesOfTheUserAreTrusted() throws Exception {
        serve("127.0.0.1", false);
        assertEquals(204, status(trusting("ca.pem")));
        assertThrows(IOException.class, () -> status(trusting("other.pem")));
        assertThrows(IOException.class, () -> status(new ClientTls()));
    }

    @Test
    void theNameOfTheHostIsChecked() throws Exception {
        serve("another.example.com", false);
        assertThrows(IOException.class, () -> status(trusting("ca.pem")));
    }

    @Test
    void anythingIsTrustedIfTheUserSaysSo() throws Exception {
        serve("another.example.com", false);
        assertEquals(204, status(new ClientTls().trustAny()));
        assertEquals(204, status(trusting("other.pem").trustAny()));
    }

    @Test
    void aCertificateIsShownToAServerThatAsks() throws Exception {
        serve("127.0.0.1", true);
        assertEquals(204, status(trusting("ca.pem").show(path("client.pem"), path("client-key.pem"))));
        assertThrows(IOException.class, () -> status(trusting("ca.pem")));
    }

    @Test
    void aKeyOfAnotherCertificateIsAnError() throws Exception {
        serve("127.0.0.1", false);
        ClientTls tls = new ClientTls();
        assertThrows(JmException.class, () -> tls.show(path("client.pem"), path("ca-key.pem")));
    }
}
