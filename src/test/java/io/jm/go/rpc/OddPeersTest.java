package io.jm.go.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plugins that do not follow the protocol: one clear error and no hang. */
@Timeout(60)
class OddPeersTest {
    private static final String WELCOME = "HTTP/1.0 200 Connected to Go RPC\n\n";

    private ServerSocket listener;

    /** The behaviour of a peer on its only connection. */
    private interface Peer {
        void speak(InputStream in, OutputStream out) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    private RpcClient dial(Peer peer) {
        Thread thread = new Thread(() -> {
            try (Socket socket = listener.accept()) {
                HttpHead.read(socket.getInputStream());
                peer.speak(socket.getInputStream(), socket.getOutputStream());
            } catch (IOException e) {
                // the client closed the connection
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
        return RpcClient.dial(address(), Map.of());
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String errorOf(RpcClient client) {
        try (client) {
            return assertThrows(
                            JmException.class,
                            () -> client.call("S.GetVersion", RpcValue.nothing(), Duration.ofSeconds(10)))
                    .getMessage();
        }
    }

    @Test
    void aLostConnectionIsKnownBeforeTheNextCall() {
        try (RpcClient client = dial((in, out) -> out.write(ascii("HTTP/1.0 200 Connected to Go RPC\n\n")))) {
            assertThrows(
                    JmException.class, () -> client.call("S.GetVersion", RpcValue.nothing(), Duration.ofSeconds(10)));
            assertTrue(client.ended());
        }
    }

    @Test
    void malformedDataBeforeTheFirstCallIsReported() {
        try (RpcClient client = dial((in, out) -> out.write(ascii(WELCOME + "x".repeat(300))))) {
            while (!client.ended()) {
                Thread.onSpinWait();
            }
            String message = assertThrows(
                            JmException.class,
                            () -> client.call("S.GetVersion", RpcValue.nothing(), Duration.ofSeconds(10)))
                    .getMessage();
            assertTrue(message.startsWith("reading body gob: "), message);
        }
    }

    @Test
    void anUnexpectedHttpStatusIsReported() {
        String message = assertThrows(
                        JmException.class,
                        () -> dial((in, out) -> out.write(ascii("HTTP/1.0 404 Not Found\r\nX: y\r\n\r\n"))))
                .getMessage();
        assertEquals(
                "dial-http tcp localhost:" + listener.getLocalPort() + ": unexpected HTTP response: 404 Not Found",
                message);
    }

    @Test
    void anEndlessHttpHeadIsRejected() {
        JmException error = assertThrows(
                JmException.class,
                () -> dial((in, out) -> {
                    while (true) {
                        out.write(ascii("X-Header: again and again\r\n"));
                    }
                }));
        assertTrue(error.getMessage().endsWith("no blank line in 16384 bytes"), error.getMessage());
    }

    @Test
    void aRefusedConnectionIsReported() throws IOException {
        listener.close();
        JmException error = assertThrows(JmException.class, () -> RpcClient.dial(address(), Map.of()));
        assertTrue(error.getMessage().endsWith("connection refused"), error.getMessage());
    }

    @Test
    void aClosedConnectionIsReported() {
        assertEquals("unexpected EOF", errorOf(dial((in, out) -> {
            out.write(ascii(WELCOME));
            in.read();
        })));
    }

    @Test
    void aMalformedAnswerIsReported() {
        String message = errorOf(dial((in, out) -> {
            out.write(ascii(WELCOME));
            in.read();
            out.write(ascii("x".repeat(200)));
            in.readAllBytes();
        }));
        assertTrue(message.startsWith("reading body gob: "), message);
    }

    @Test
    void anEndlessAnswerIsRejected() {
        String message = errorOf(dial((in, out) -> {
            out.write(ascii(WELCOME));
            in.read();
            // a message with a length of two billion bytes
            out.write(new byte[] {(byte) 0xfc, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
            byte[] zeros = new byte[1 << 16];
            while (true) {
                out.write(zeros);
            }
        }));
        assertEquals("reading body gob: message too long", message);
    }

    @Test
    void aSlowHandshakeTimesOutAfterTenSeconds() {
        long start = System.nanoTime();
        JmException error = assertThrows(
                JmException.class,
                () -> dial((in, out) -> {
                    while (true) {
                        out.write('x');
                        pause(200);
                    }
                }));
        assertTrue(error.getMessage().endsWith(": i/o timeout"), error.getMessage());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos());
    }

    @Test
    void aPeerThatReadsNothingBlocksNoCallerBeyondItsTimeout() {
        try (RpcClient client = dial((in, out) -> {
            out.write(ascii(WELCOME));
            while (true) {
                // an occasional byte keeps the connection alive
                out.write(0);
                pause(200);
            }
        })) {
            RpcValue large = RpcValue.bytes(new byte[30 << 20]);
            for (int i = 0; i < 2; i++) {
                assertThrows(JmException.class, () -> client.call("S.SetConfigRaw", large, Duration.ofMillis(500)));
            }
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    @Test
    void anAnswerWithoutHeaderIsReported() {
        String message = errorOf(dial((in, out) -> {
            out.write(ascii(WELCOME));
            in.read();
            // a string instead of the header, and another one after it
            out.write(new byte[] {4, 12, 0, 1, 'x', 4, 12, 0, 1, 'x'});
            in.readAllBytes();
        }));
        assertEquals("reading body gob: malformed answer", message);
    }

    @Test
    void aPeerThatNeverAnswersTimesOut() {
        try (RpcClient client = dial((in, out) -> {
            out.write(ascii(WELCOME));
            in.readAllBytes();
        })) {
            assertEquals(
                    "no answer to GetURL within 300ms",
                    assertThrows(
                                    JmException.class,
                                    () -> client.call("S.GetURL", RpcValue.nothing(), Duration.ofMillis(300)))
                            .getMessage());
        }
    }
}
