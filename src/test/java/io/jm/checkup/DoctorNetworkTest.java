package io.jm.checkup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.go.json.JsonReader;
import io.jm.machine.Machine;
import io.jm.ssh.SshKeyPair;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines with real sockets: what their engines and SSH servers do wrong is reported with its cause. */
class DoctorNetworkTest {
    private Path directory;
    private IssuedStore store;
    private ServerSocket engine;
    private String answer = answer("200 OK", Duration.ZERO, "{\"Version\":\"28.2.2\",\"ApiVersion\":\"1.50\"}");

    @BeforeEach
    void startEngine(@TempDir Path folder) throws Exception {
        directory = folder;
        store = IssuedStore.healthy(folder);
        store.server("box", IssuedStore.LONG, "127.0.0.1", "localhost");
        store.program("docker", "echo 'Docker version 28.2.2'");
        engine = store.engine("box");
        serve(engine);
        store.machine("box", "none", "127.0.0.1", engine.getLocalPort(), 0);
    }

    @AfterEach
    void stopEngine() throws IOException {
        engine.close();
    }

    private void serve(ServerSocket server) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    connection.getInputStream().read(new byte[4096]);
                    connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the client does not like the certificate
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String answer(String status, Duration clock, String body) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plus(clock));
        return "HTTP/1.1 " + status + "\r\nDate: " + date + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** The messages of errors and warnings, by id. */
    private Map<String, String> found() throws IOException {
        Map<String, String> before = Snapshot.of(directory);
        String out = store.jm().run("doctor", "--format", "json", "box").out();
        assertEquals(before, Snapshot.of(directory), "doctor changes nothing");
        Map<String, String> found = new TreeMap<>();
        for (JsonNode finding : JsonReader.read(out.getBytes(StandardCharsets.UTF_8))) {
            String level = finding.get("Level").asText();
            if (level.equals("error") || level.equals("warning")) {
                found.put(finding.get("Id").asText(), finding.get("Message").asText());
            }
        }
        return found;
    }

    private void finds(String id, String message) throws IOException {
        Map<String, String> found = found();
        assertEquals(List.of(id), List.copyOf(found.keySet()), found.toString());
        assertTrue(String.valueOf(found.get(id)).contains(message), found.toString());
    }

    @Test
    void aHealthyEngineHasNoFindings() throws IOException {
        assertEquals(Map.of(), found());
        String text = store.jm().run("doctor", "box").succeeded().out();
        assertTrue(text.contains("  ok     engine 28.2.2 at tcp://127.0.0.1:" + engine.getLocalPort() + "\n"), text);
        assertTrue(text.contains("  ok     its clock is right\n"), text);
    }

    private void record(String url) {
        Machine machine = store.files.load("box");
        ObjectNode data = machine.driver().deepCopy();
        store.files.save(machine.withDriver(data.put("URL", url)));
    }

    @Test
    void asksAnEngineAtALocalSocket() throws IOException {
        Path socket = directory.resolve("docker.sock");
        record("unix://" + socket);
        finds("engine.connect", "Cannot connect to the docker engine endpoint");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Thread thread = new Thread(() -> {
                while (server.isOpen()) {
                    try (SocketChannel connection = server.accept()) {
                        connection.read(ByteBuffer.allocate(4096));
                        connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                    } catch (IOException e) {
                        // the test is over
                        return;
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
            assertEquals(Map.of(), found());
            answer = answer("200 OK", Duration.ZERO, "{}");
            finds("engine.api", "is no Docker engine");
        }
    }

    @Test
    void anAddressThatOnlyDockerReachesIsNoError() throws IOException {
        record("ssh://root@127.0.0.1");
        assertEquals(Map.of(), found());
        String text = store.jm().run("doctor", "box").succeeded().out();
        assertTrue(text.contains("  skip   engine: only docker connects to ssh://root@127.0.0.1\n"), text);
    }

    @Test
    void noProcessListens() throws IOException {
        engine.close();
        finds("engine.connect", "connection refused");
    }

    @Test
    void theCertificateIsOfAnotherCa() throws IOException {
        store.ca(IssuedStore.LONG).client(IssuedStore.LONG).server("box", IssuedStore.LONG, "127.0.0.1");
        finds("engine.tls", "x509: certificate signed by unknown authority");
    }

    @Test
    void theEngineHasTheCertificateOfAnotherMachineOrStore() throws IOException {
        byte[] presented = Files.readAllBytes(store.layout.serverCert("box"));
        store.machine("twin", "none", "127.0.0.1", engine.getLocalPort(), 0);
        store.server("twin", IssuedStore.LONG, "127.0.0.1").server("box", IssuedStore.LONG, "127.0.0.1");
        finds("engine.certificate", "another store has configured its host");
        Files.write(store.layout.serverCert("twin"), presented);
        finds("engine.certificate", "has the certificate of the machine \"twin\": both are records of one host");
    }

    @Test
    void theEngineSpeaksNoTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            serve(plain);
            store.machine("box", "none", "127.0.0.1", plain.getLocalPort(), 0);
            finds("engine.tls", "does not use TLS");
        }
    }

    @Test
    void theEngineAnswersWithAnError() throws IOException {
        answer = answer("500 Internal Server Error", Duration.ZERO, "out of memory");
        finds("engine.api", "500 Internal Server Error: out of memory");
    }

    @Test
    void whatAnswersIsNoEngine() throws IOException {
        answer = answer("200 OK", Duration.ZERO, "{}");
        finds("engine.api", "is no Docker engine");
    }

    @Test
    void theClockOfTheHostIsBehind() throws IOException {
        answer = answer("200 OK", Duration.ofMinutes(-7), "{\"Version\":\"28.2.2\"}");
        finds("host.clock", "7 minutes behind that of this computer");
    }

    @Test
    void aStaleContextIsBroughtUpToDate() throws IOException {
        store.jm().run("context", "create", "box").succeeded();
        assertEquals(Map.of(), found());
        store.client(IssuedStore.LONG - 1).copies("box");
        finds("context.stale", "the docker context \"box\" is out of date");
        store.jm().run("doctor", "--fix", "-y", "--strict", "box").succeeded();
        assertEquals(Map.of(), found());
    }

    private SshServer sshServer() throws Exception {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals("root"));
        server.setCommandFactory((channel, line) -> new AbstractCommandSupport(line, null) {
            @Override
            public void run() {
                onExit(0);
            }
        });
        server.start();
        return server;
    }

    private void overSsh(int port, String user) throws IOException {
        var machine = store.machine("box", "generic", "127.0.0.1", engine.getLocalPort(), port);
        Path key = store.layout.machine("box").resolve("id_rsa");
        if (!Files.exists(key)) {
            Files.writeString(key, SshKeyPair.generate("").privateKey());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        var data = machine.driver().deepCopy();
        data.put("SSHKeyPath", key.toString()).put("SSHUser", user);
        store.files.save(machine.withDriver(data));
    }

    @Test
    void findsWhyALoginFails() throws Exception {
        try (SshServer server = sshServer()) {
            overSsh(server.getPort(), "root");
            assertEquals(Map.of(), found(), "the host key of a first login is not recorded");
            overSsh(server.getPort(), "nobody");
            Map<String, String> refused = found();
            assertEquals(List.of("ssh.login"), List.copyOf(refused.keySet()), refused.toString());
            assertTrue(
                    store.jm().run("doctor", "box").out().contains("jm set --driver-option SSHUser=USER box"),
                    "a login that is refused has a remedy");
            overSsh(server.getPort(), "root");
            Files.writeString(
                    store.layout.knownHosts("box"),
                    "box " + SshKeyPair.generate("").publicLine() + "\n");
            finds("ssh.hostkey", "has changed; remembered: ssh-ed25519 SHA256:");
        }
    }

    @Test
    void aHostThatDoesNotAnswerNeedsAnAddressAndNoCertificate() throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            closed = free.getLocalPort();
        }
        store.machine("box", "generic", "127.0.0.2", 2376, closed);
        Map<String, String> found = found();
        assertEquals(
                List.of("cert.address", "engine.connect", "ssh.login"), List.copyOf(found.keySet()), found.toString());
        assertTrue(String.valueOf(found.get("engine.connect"))
                .startsWith("its host does not answer: no SSH at 127.0.0.2:"));
        assertTrue(
                String.valueOf(found.get("cert.address")).endsWith("its address is 127.0.0.2, where no host answers"));
        String text = store.jm().run("doctor", "box").out();
        assertTrue(text.contains("jm set --driver-option IPAddress=ADDRESS box"), text);
        assertFalse(text.contains("certs renew"), text);
    }
}
