package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.console.Streams;
import io.jm.os.Environment;
import io.jm.ssh.client.SshClients;
import io.jm.ssh.copy.CopyEndpoint;
import io.jm.testkit.RecordingConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.core.CoreModuleProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that violate the protocol or stall: each must lead to one error within the timeout. */
@Timeout(30)
class OddServersTest {
    private static final SshTimeouts SHORT = new SshTimeouts(
            Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(60), 1, Duration.ofMillis(1));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private InProcessSsh ssh(int port) {
        return OddServer.open(directory, port, SHORT);
    }

    /** What a server on a plain socket does with its one client. */
    private interface Manners {
        void serve(Socket client) throws IOException, InterruptedException;
    }

    private String message(Manners manners) throws Exception {
        return message(manners, SHORT);
    }

    private String message(Manners manners, SshTimeouts timeouts) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket client = server.accept()) {
                    manners.serve(client);
                } catch (IOException | InterruptedException e) {
                    // the client has disconnected, as intended
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
            try (InProcessSsh ssh = OddServer.open(directory, server.getLocalPort(), timeouts)) {
                String message =
                        assertThrows(SshException.class, () -> ssh.run("true")).getMessage();
                thread.interrupt();
                return message;
            }
        }
    }

    @Test
    void aSilentServerTimesOut() throws Exception {
        String message = message(client -> TimeUnit.SECONDS.sleep(20));
        assertTrue(message.contains("accepted the connection but did not respond"), message);
    }

    @Test
    void aServerThatStallsAfterItsGreetingTimesOut() throws Exception {
        String message = message(client -> {
            client.getOutputStream().write("SSH-2.0-Odd\r\n".getBytes(StandardCharsets.US_ASCII));
            TimeUnit.SECONDS.sleep(20);
        });
        assertTrue(message.contains("accepted the connection but did not respond"), message);
    }

    @Test
    void aServerThatGreetsByteByByteTimesOut() throws Exception {
        String message = message(client -> {
            for (int i = 0; i < 1000; i++) {
                client.getOutputStream().write('x');
                TimeUnit.MILLISECONDS.sleep(20);
            }
        });
        assertTrue(message.contains("accepted the connection but did not respond"), message);
    }

    @Test
    void aServerThatClosesTheConnectionIsReported() throws Exception {
        String message = message(Socket::close);
        assertTrue(message.startsWith("no SSH connection to 127.0.0.1:"), message);
    }

    @Test
    void aServerOfAnotherProtocolIsReported() throws Exception {
        String message = message(client -> {
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertTrue(message.startsWith("no SSH connection to 127.0.0.1:"), message);
    }

    @Test
    void aClosedPortIsReported() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (InProcessSsh ssh = ssh(port)) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertEquals("cannot connect to 127.0.0.1:" + port + ": connection refused", e.getMessage());
        }
    }

    @Test
    void aConnectionLostDuringACommandIs255WithTheOutputSoFar() throws Exception {
        try (OddServer server = OddServer.commands(command -> {
                    command.out().write("half".getBytes(StandardCharsets.US_ASCII));
                    command.out().flush();
                    TimeUnit.MILLISECONDS.sleep(100);
                    command.hangUp();
                });
                InProcessSsh ssh = server.open(directory)) {
            assertEquals(new SshReply(255, "half"), ssh.run("x"));
        }
    }

    @Test
    void aSlowReaderGetsEverything() throws Exception {
        byte[] sent = new byte[5_000_000];
        Arrays.fill(sent, (byte) 'x');
        int[] got = new int[1];
        try (OddServer server = OddServer.commands(command -> {
                    byte[] chunk = new byte[50_000];
                    for (int n = command.in().read(chunk);
                            n >= 0;
                            n = command.in().read(chunk)) {
                        got[0] += n;
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                    command.exit(3);
                });
                InProcessSsh ssh = server.open(directory)) {
            Streams streams = new Streams(
                    new ByteArrayInputStream(sent), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
            assertEquals(3, ssh.attach(SshArguments.parse(List.of("x")), streams));
        }
        assertEquals(sent.length, got[0]);
    }

    private static void send(Socket client, byte[]... parts) throws IOException {
        for (byte[] part : parts) {
            client.getOutputStream().write(part);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A packet before the key exchange. */
    private static byte[] plainPacket(byte[] payload) {
        int padding = 8 - (5 + payload.length) % 8 + 8;
        return ByteBuffer.allocate(5 + payload.length + padding)
                .putInt(1 + payload.length + padding)
                .put((byte) padding)
                .put(payload)
                .array();
    }

    private static byte[] disconnect(int reason, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return plainPacket(ByteBuffer.allocate(13 + bytes.length)
                .put((byte) 1)
                .putInt(reason)
                .putInt(bytes.length)
                .put(bytes)
                .array());
    }

    @Test
    void anEndlessGreetingIsLimited() throws Exception {
        for (String endless : new String[] {"x", "line\r\n"}) {
            String message = message(
                    client -> {
                        while (true) {
                            send(client, ascii(endless.repeat(500)));
                        }
                    },
                    SshTimeouts.defaults());
            assertTrue(message.endsWith(": the host sent 8192 bytes without an SSH greeting"), message);
        }
    }

    @Test
    void theServersVersionIsPrintableAndShort() throws Exception {
        String message = message(client -> send(client, ascii("SSH-1.5-\u001b]0;title\u0007\u009b2J\r\n")));
        assertTrue(message.endsWith("identified as: SSH-1.5-\\x1b]0;title\\x07\ufffd2J"), message);
        message = message(client -> send(client, ascii("SSH-2.0-" + "x".repeat(5000) + "\r\n")));
        assertTrue(message.length() < 600, message);
    }

    @Test
    void aDisconnectMessageIsOnePrintableLine() throws Exception {
        String message = message(client ->
                send(client, ascii("SSH-2.0-Odd\r\n"), disconnect(2, "go away\u001b[2J\nerror: all is lost\u202e")));
        assertTrue(message.endsWith(": go away\\x1b[2J\\nerror: all is lost\\u202e"), message);
        assertTrue(message.indexOf('\n') < 0);
    }

    @Test
    void aDisconnectMessageOfAnyReasonOrLengthIsAnError() throws Exception {
        for (int reason : new int[] {0, 16, 99, -1}) {
            String message = message(client -> send(client, ascii("SSH-2.0-Odd\r\n"), disconnect(reason, "")));
            assertTrue(message.startsWith("no SSH connection to 127.0.0.1:"), message);
            assertTrue(!message.endsWith(": ") && !message.contains("null"), message);
        }
        String message = message(client -> send(client, ascii("SSH-2.0-Odd\r\n"), disconnect(2, "x".repeat(100_000))));
        assertTrue(message.length() < 600, message);
    }

    @Test
    void noiseAfterTheGreetingIsAnError() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            byte[] payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            if (payload.length > 0) {
                payload[0] = (byte) (seed % 3 == 0 ? 20 : random.nextInt(100));
            }
            byte[] sent = seed % 2 == 0 ? payload : plainPacket(payload);
            String message = message(client -> {
                send(client, ascii("SSH-2.0-Odd\r\n"), sent);
                client.shutdownOutput();
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            });
            assertTrue(message.indexOf('\n') < 0 && !message.contains("null"), message);
        }
    }

    @Test
    void aBannerOfAnyLengthIsAccepted() throws Exception {
        try (OddServer server = OddServer.commands(command -> command.exit(0))) {
            CoreModuleProperties.WELCOME_BANNER.set(server.server, "\u001b[2Jbanner\n".repeat(12_000));
            try (InProcessSsh ssh = server.open(directory)) {
                assertEquals(new SshReply(0, ""), ssh.run("x"));
            }
        }
    }

    @Test
    void aRejectedLoginReportsTheServersReason() throws Exception {
        try (OddServer server = OddServer.commands(command -> command.exit(0))) {
            server.server.setPublickeyAuthenticator((user, key, session) -> {
                try {
                    session.disconnect(14, "account expired\u001b[2J");
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return false;
            });
            try (InProcessSsh ssh = server.open(directory)) {
                SshException e = assertThrows(SshException.class, () -> ssh.run("x"));
                assertEquals(
                        "authentication failed for me@127.0.0.1:" + server.server.getPort() + " with the key "
                                + directory.resolve("key") + ": account expired\\x1b[2J",
                        e.getMessage());
                assertEquals(SshException.Kind.AUTHENTICATION, e.kind());
            }
        }
    }

    @Test
    void aRefusedSessionReportsTheReason() throws Exception {
        try (OddServer server = OddServer.commands(command -> command.exit(0))) {
            server.server.setChannelFactories(List.of());
            try (InProcessSsh ssh = server.open(directory)) {
                String message =
                        assertThrows(SshException.class, () -> ssh.run("x")).getMessage();
                assertTrue(
                        message.startsWith("cannot open a session on 127.0.0.1:" + server.server.getPort() + ": "),
                        message);
            }
        }
    }

    @Test
    void aSessionClosedInsteadOfAResponseFailsAtOnce() throws Exception {
        try (OddServer server = OddServer.commands(command -> command.exit(0))) {
            server.server.setCommandFactory((channel, line) -> {
                channel.close(false);
                LockSupport.parkNanos(5_000_000_000L);
                throw new IOException("no");
            });
            try (InProcessSsh ssh = server.open(directory)) {
                long start = System.nanoTime();
                String message =
                        assertThrows(SshException.class, () -> ssh.run("x")).getMessage();
                assertTrue(message.endsWith("the host closed the session before the command started"), message);
                assertTrue(System.nanoTime() - start < 4_000_000_000L);
            }
        }
    }

    @Test
    void aConnectionClosedInsteadOfAResponseIsAnError() throws Exception {
        try (OddServer server = OddServer.commands(command -> command.exit(0))) {
            server.server.setCommandFactory((channel, line) -> {
                channel.getSession().close(true);
                throw new IOException("no");
            });
            try (InProcessSsh ssh = server.open(directory)) {
                String message =
                        assertThrows(SshException.class, () -> ssh.run("x")).getMessage();
                assertTrue(message.startsWith("the connection to 127.0.0.1:"), message);
            }
        }
    }

    private String copyComplaint(OddServer server) {
        Environment environment = new Environment(Map.of(), directory, "jm", false);
        SshClients clients =
                new SshClients(environment, RecordingConsole.withDebug().console(), key -> null, false);
        CopyEndpoint there = new CopyEndpoint(server.target(directory), "/x");
        CopyEndpoint here = new CopyEndpoint(null, directory.resolve("x").toString());
        return assertThrows(JmException.class, () -> clients.copy(there, here, false, true))
                .getMessage();
    }

    @Test
    void aLoginThatRunsNoCommandsIsQuoted() throws Exception {
        OddServer.Work refusal = command -> {
            command.out().write(ascii("Please login as the user \"ubuntu\"\u001b[2J\nrather than root.\n"));
            command.out().flush();
            command.exit(142);
        };
        try (OddServer server = OddServer.both(refusal, refusal)) {
            assertEquals(
                    "/x: the SSH login does not run commands, exit status 142; output: Please login as the user \"ubuntu\""
                            + "\\x1b[2J\\nrather than root.",
                    copyComplaint(server));
        }
    }

    @Test
    void anEndlessScriptIsLimited() throws Exception {
        byte[] chunk = new byte[60_000];
        Arrays.fill(chunk, (byte) 'x');
        for (boolean errors : new boolean[] {true, false}) {
            OddServer.Work flood = command -> {
                while (true) {
                    (errors ? command.err() : command.out()).write(chunk);
                    (errors ? command.err() : command.out()).flush();
                }
            };
            try (OddServer server = OddServer.both(command -> command.exit(1), flood)) {
                String message = copyComplaint(server);
                assertTrue(message.contains("printed more than 256 KiB"), message);
                assertTrue(message.length() < 200, message);
            }
        }
    }
}
