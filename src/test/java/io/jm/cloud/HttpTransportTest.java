package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.TooLargeException;
import io.jm.web.Proxies;
import io.jm.web.WebTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers on this computer, and sockets that end in the wrong moment. */
class HttpTransportTest {
    private static final byte[] CRLF = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private static HttpTransport transport(Map<String, String> variables) {
        Environment environment = new Environment(variables, Path.of("/"), "jm", false);
        WebTimeouts timeouts = new WebTimeouts(Duration.ofSeconds(5), Duration.ofMillis(1500));
        return new HttpTransport(new Proxies(environment), timeouts, () -> null, "jm/1");
    }

    private static CloudRequest post(int port) {
        return CloudRequest.json(
                "POST",
                URI.create("http://127.0.0.1:" + port + "/things"),
                JsonNodeFactory.instance.objectNode().put("name", "box"));
    }

    @Test
    void sendsTheRequestAndReturnsWhateverTheServerAnswers() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/things", exchange -> {
            String seen = exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("User-Agent") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] body = seen.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-Request-Id", "r-1");
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            CloudReply reply = transport(Map.of()).send(post(server.getAddress().getPort()));
            assertEquals(401, reply.status());
            assertEquals("POST jm/1 {\"name\":\"box\"}", reply.text());
            assertEquals("r-1", reply.header("x-request-ID"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void followsNoRedirectSinceItWouldTakeTheCredentialsAlong() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/things", exchange -> {
            exchange.getResponseHeaders().add("Location", "/other");
            exchange.sendResponseHeaders(301, -1);
            exchange.close();
        });
        server.start();
        try {
            assertEquals(
                    301,
                    transport(Map.of())
                            .send(post(server.getAddress().getPort()))
                            .status());
        } finally {
            server.stop(0);
        }
    }

    /** Accepts connections, counts requests, answers with the bytes and closes. */
    private static final class RawServer implements AutoCloseable {
        private final ServerSocket socket;
        private final AtomicInteger requests = new AtomicInteger();

        RawServer(byte[] answer, long repeat) throws IOException {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            Executors.newSingleThreadExecutor(task -> {
                        Thread thread = new Thread(task);
                        thread.setDaemon(true);
                        return thread;
                    })
                    .submit(() -> {
                        while (true) {
                            try (Socket client = socket.accept()) {
                                serve(client, answer, repeat);
                            } catch (IOException e) {
                                if (socket.isClosed()) {
                                    return null;
                                }
                            }
                        }
                    });
        }

        private void serve(Socket client, byte[] answer, long repeat) throws IOException {
            InputStream in = client.getInputStream();
            StringBuilder seen = new StringBuilder();
            while (!seen.toString().contains("box")) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                seen.append((char) next);
            }
            requests.incrementAndGet();
            OutputStream out = client.getOutputStream();
            for (long i = 0; i < repeat; i++) {
                out.write(answer);
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void sendsWhatChangesSomethingOnceEvenIfItsAnswerIsLost(String method) throws IOException {
        try (RawServer server = new RawServer(CRLF, 0)) {
            CloudRequest request = CloudRequest.json(
                    method,
                    URI.create("http://127.0.0.1:" + server.port() + "/things/box"),
                    JsonNodeFactory.instance.objectNode());
            IOException lost =
                    assertThrows(IOException.class, () -> transport(Map.of()).send(request));
            assertTrue(!(lost instanceof NotSentException), lost.toString());
            assertEquals(1, server.requests.get());
        }
    }

    @Test
    void refusesAnAnswerWithoutEnd() throws IOException {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 90000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[1 << 20];
        System.arraycopy(head, 0, answer, 0, head.length);
        try (RawServer server = new RawServer(answer, 40)) {
            assertThrows(TooLargeException.class, () -> transport(Map.of()).send(post(server.port())));
        }
    }

    @Test
    void doesNotWaitForEverInTheMiddleOfAnAnswer() throws IOException {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> {
                try (Socket client = socket.accept()) {
                    client.getOutputStream().write(head);
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the test is over
                }
            });
            server.setDaemon(true);
            server.start();
            IOException late =
                    assertThrows(IOException.class, () -> transport(Map.of()).send(post(socket.getLocalPort())));
            assertEquals("no complete answer within 3 s", late.getMessage());
        }
    }

    @Test
    void showsNoSecretThatCannotBeSent() {
        CloudRequest request =
                CloudRequest.get(URI.create("http://127.0.0.1:1/")).with("Authorization", "Bearer secret\r");
        JmException refused =
                assertThrows(JmException.class, () -> transport(Map.of()).send(request));
        assertEquals(
                "the value of the header Authorization has characters that cannot be sent, such as a line break: check"
                        + " the credentials",
                refused.getMessage());
    }

    @Test
    void tellsThatNothingWasSent() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        NotSentException refused =
                assertThrows(NotSentException.class, () -> transport(Map.of()).send(post(free)));
        assertEquals("connection refused", refused.getMessage());
        assertTrue(!refused.isPermanent());
        CloudRequest unknown = CloudRequest.get(URI.create("http://host.invalid/"));
        NotSentException noHost =
                assertThrows(NotSentException.class, () -> transport(Map.of()).send(unknown));
        assertTrue(noHost.isPermanent(), noHost.toString());
        assertEquals("the host host.invalid is not known (no network?)", noHost.getMessage());
    }

    @Test
    void asksThroughTheProxyOfTheEnvironmentWithItsLogin() throws IOException {
        HttpServer proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", exchange -> {
            String login = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
            if (login == null) {
                exchange.getResponseHeaders().add("Proxy-Authenticate", "Basic realm=\"p\"");
                exchange.sendResponseHeaders(407, -1);
            } else {
                byte[] body = (exchange.getRequestURI() + " " + login).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        proxy.start();
        try {
            Map<String, String> variables = Map.of(
                    "http_proxy", "http://u:p@127.0.0.1:" + proxy.getAddress().getPort());
            CloudReply reply = transport(variables).send(CloudRequest.get(URI.create("http://api.example/things")));
            assertEquals("http://api.example/things Basic dTpw", reply.text());
        } finally {
            proxy.stop(0);
        }
    }
}
