package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.console.Streams;
import io.jm.os.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that behave as none should; none of them may keep us waiting or be believed. */
@Timeout(30)
class OddServersTest {
    private static final SshPatience SHORT = new SshPatience(
            Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofSeconds(60), 1, Duration.ofMillis(1));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private InProcessSsh ssh(int port, SshPatience patience) throws Exception {
        Path key = folder.resolve("key");
        if (!Files.exists(key)) {
            SshKeyPair.generate(key);
        }
        SshTarget target = new SshTarget("box", "127.0.0.1", port, "me", List.of(key), HostKeyPolicy.OFF, null);
        Environment environment = new Environment(Map.of(), folder, "jm", false);
        return new InProcessSsh(target, patience, environment, new KeptConsole().console, k -> null);
    }

    /** What a server of plain sockets does with its one client. */
    private interface Manners {
        void serve(Socket client) throws IOException, InterruptedException;
    }

    private String complaint(Manners manners) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                try (Socket client = server.accept()) {
                    manners.serve(client);
                } catch (IOException | InterruptedException e) {
                    // the client has left, as it should
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
            try (InProcessSsh ssh = ssh(server.getLocalPort(), SHORT)) {
                String message =
                        assertThrows(SshException.class, () -> ssh.run("true")).getMessage();
                thread.interrupt();
                return message;
            }
        }
    }

    @Test
    void aSilentServerIsLeft() throws Exception {
        String message = complaint(client -> TimeUnit.SECONDS.sleep(20));
        assertTrue(message.contains("took the connection but did not answer"), message);
    }

    @Test
    void aServerThatStallsAfterItsGreetingIsLeft() throws Exception {
        String message = complaint(client -> {
            client.getOutputStream().write("SSH-2.0-Odd\r\n".getBytes(StandardCharsets.US_ASCII));
            TimeUnit.SECONDS.sleep(20);
        });
        assertTrue(message.contains("took the connection but did not answer"), message);
    }

    @Test
    void aServerThatGreetsDropByDropIsLeft() throws Exception {
        String message = complaint(client -> {
            for (int i = 0; i < 1000; i++) {
                client.getOutputStream().write('x');
                TimeUnit.MILLISECONDS.sleep(20);
            }
        });
        assertTrue(message.contains("took the connection but did not answer"), message);
    }

    @Test
    void aServerThatHangsUpIsNamed() throws Exception {
        String message = complaint(Socket::close);
        assertTrue(message.startsWith("no SSH connection to 127.0.0.1:"), message);
    }

    @Test
    void aServerOfAnotherKindIsNamed() throws Exception {
        String message = complaint(client -> {
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        });
        assertTrue(message.startsWith("no SSH connection to 127.0.0.1:"), message);
    }

    @Test
    void aClosedPortIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (InProcessSsh ssh = ssh(port, SHORT)) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertEquals("cannot connect to 127.0.0.1:" + port + ": connection refused", e.getMessage());
        }
    }

    /** A command of an embedded server. */
    private interface Work {
        void run(Scripted command) throws IOException, InterruptedException;
    }

    /** The plumbing that the server library wants around it. */
    private static final class Scripted implements Command {
        private final Work work;
        private @Nullable InputStream in;
        private @Nullable OutputStream out;
        private @Nullable ExitCallback exit;
        private @Nullable ChannelSession channel;

        Scripted(Work work) {
            this.work = work;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            // nothing is said there
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            this.exit = callback;
        }

        InputStream in() {
            return java.util.Objects.requireNonNull(in);
        }

        OutputStream out() {
            return java.util.Objects.requireNonNull(out);
        }

        void hangUp() {
            java.util.Objects.requireNonNull(channel).getSession().close(true);
        }

        void exit(int status) {
            java.util.Objects.requireNonNull(exit).onExit(status);
        }

        @Override
        public void start(ChannelSession session, org.apache.sshd.server.Environment environment) {
            channel = session;
            Thread thread = new Thread(() -> {
                try {
                    work.run(this);
                } catch (IOException | InterruptedException e) {
                    // the client has left
                    return;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void destroy(ChannelSession session) {
            // the thread ends by itself
        }
    }

    private SshServer server(Work work) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setPublickeyAuthenticator((user, key, session) -> true);
        server.setCommandFactory((session, line) -> new Scripted(work));
        server.start();
        return server;
    }

    @Test
    void aConnectionThatBreaksInTheMiddleIs255WithWhatWasSaid() throws Exception {
        try (SshServer server = server(command -> {
                    command.out().write("half".getBytes(StandardCharsets.US_ASCII));
                    command.out().flush();
                    TimeUnit.MILLISECONDS.sleep(100);
                    command.hangUp();
                });
                InProcessSsh ssh = ssh(server.getPort(), SshPatience.standard())) {
            assertEquals(new SshReply(255, "half"), ssh.run("x"));
        }
    }

    @Test
    void aSlowReaderGetsEverything() throws Exception {
        byte[] sent = new byte[5_000_000];
        Arrays.fill(sent, (byte) 'x');
        int[] got = new int[1];
        try (SshServer server = server(command -> {
                    byte[] chunk = new byte[50_000];
                    for (int n = command.in().read(chunk);
                            n >= 0;
                            n = command.in().read(chunk)) {
                        got[0] += n;
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                    command.exit(3);
                });
                InProcessSsh ssh = ssh(server.getPort(), SshPatience.standard())) {
            Streams streams = new Streams(
                    new ByteArrayInputStream(sent), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
            assertEquals(3, ssh.attach(SshWords.parse(List.of("x")), streams));
        }
        assertEquals(sent.length, got[0]);
    }

    @Test
    void ourOwnKeysAreReadable() throws Exception {
        Path key = folder.resolve("made");
        SshKeyPair.generate(key);
        assertTrue(Files.readString(key).startsWith("-----BEGIN RSA PRIVATE KEY-----\n"));
        String line = Files.readString(Path.of(key + ".pub"));
        assertTrue(line.startsWith("ssh-rsa AAAAB3NzaC1yc2E"), line);
        assertTrue(line.endsWith("\n"));
        byte[] before = Files.readAllBytes(key);
        SshKeyPair.generate(key);
        assertArrayEquals(before, Files.readAllBytes(key));
    }
}
