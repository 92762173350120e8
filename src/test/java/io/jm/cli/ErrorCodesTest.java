package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.ErrorCode;
import io.jm.base.ExitCode;
import io.jm.go.json.JsonReader;
import io.jm.ssh.SshKeyPair;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.concurrent.Callable;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;

/** Every code of {@code --errors json} is the code of an error that a command can end with. */
class ErrorCodesTest {
    private IssuedStore store;

    @BeforeEach
    void openStore(@TempDir Path directory) throws IOException {
        store = IssuedStore.healthy(directory);
        store.variables.put("MACHINE_ERRORS", "json");
        store.variables.put("MACHINE_SSH_ATTEMPTS", "1");
    }

    @ParameterizedTest
    @EnumSource
    void aCommandEndsWithIt(ErrorCode code) throws Exception {
        assertEquals(code.text(), code(provoke(code)));
    }

    @Test
    void anErrorOfNoKindHasTheGeneralCode() throws Exception {
        assertEquals(ErrorDocument.OTHER, code(run("nonsense")));
    }

    @Test
    void aLoginToAMachineThatWasSharedWithoutSshSaysSo() throws Exception {
        try (SshServer server = SshServer.setUpDefaultServer()) {
            server.setHost("127.0.0.1");
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
            server.setPublickeyAuthenticator((user, key, session) -> false);
            server.start();
            store.machine("box", "generic", "127.0.0.1", 2376, server.getPort());
            key("box");
            String own = run("ssh", "box", "true").err();
            assertFalse(own.contains("shared without"), own);
            Files.writeString(store.layout.extras("box"), "{\"imported\":{\"from\":\"a@b\",\"for\":\"me\"}}");
            String shared = run("ssh", "box", "true").err();
            assertTrue(shared.contains("was shared without SSH access, only docker works: "), shared);
        }
    }

    @Test
    void namesTheMachineAndTheCommandThatFindsTheCause() throws Exception {
        store.machine("ext", "none", "127.0.0.1", closedPort(), 0);
        for (String[] line : new String[][] {
            {"env", "--check", "ext"}, {"config", "--check", "ext"}, {"exec", "--check", "ext", "--", "true"}
        }) {
            JsonNode error = JsonReader.read(run(line).err().getBytes(StandardCharsets.UTF_8))
                    .get("Error");
            assertEquals("engine", error.get("Code").asText(), error.toString());
            assertEquals("ext", error.get("Machine").asText(), error.toString());
            assertEquals("[\"jm doctor ext\"]", error.get("Help").toString());
        }
    }

    @Test
    void theDriverIsToBlameOnlyIfItsErrorHasNoKindOfItsOwn() throws Exception {
        store.machine("ext", "generic", "127.0.0.1", 2376, closedPort());
        assertEquals("driver", code(run("start", "ext")));
        key("ext");
        assertEquals("ssh", code(run("provision", "ext")));
    }

    private Jm.Result run(String... arguments) {
        return store.jm().run(arguments);
    }

    private static String code(Jm.Result result) throws IOException {
        String line = result.failed().err().strip();
        assertTrue(line.startsWith("{\"Error\":"), line);
        JsonNode error = JsonReader.read(line.getBytes(StandardCharsets.UTF_8)).path("Error");
        assertEquals(result.code().value(), error.path("Exit").asInt());
        return error.path("Code").asText();
    }

    private Jm.Result provoke(ErrorCode code) throws Exception {
        return switch (code) {
            case USAGE -> run("ls", "--bogus");
            case NO_SUCH_MACHINE -> run("url", "nobody");
            case EXISTS -> run("create", "-d", "none", "--url", "tcp://192.0.2.9:2376", "box");
            case DRIVER_NOT_FOUND -> run("create", "-d", "nosuch", "new");
            case DRIVER -> {
                store.machine("ext", "none", "192.0.2.9", 2376, 0);
                yield run("stop", "ext");
            }
            case PRE_CREATE ->
                run(
                        "create",
                        "-d",
                        "generic",
                        "--generic-ip-address",
                        "192.0.2.9",
                        "--generic-ssh-key",
                        "/no/key",
                        "n");
            case SSH -> {
                store.machine("box", "generic", "127.0.0.1", 2376, closedPort());
                key("box");
                yield run("provision", "box");
            }
            case HOST_KEY -> withAnotherHostKey();
            case TLS -> withAnotherCa();
            case ENGINE -> {
                try (ServerSocket ssh = new ServerSocket(0)) {
                    store.machine("box", "generic", "127.0.0.1", closedPort(), ssh.getLocalPort());
                    yield run("config", "box");
                }
            }
            case CERTIFICATE -> {
                Files.delete(store.layout.caKey());
                yield run("certs", "renew", "--ca");
            }
            case STORE -> {
                Files.writeString(store.layout.config("box"), "{");
                yield run("url", "box");
            }
            case LOCKED -> {
                Files.createDirectory(store.layout.machineLock("box"));
                yield run("set", "--group", "x", "box");
            }
            case SWARM -> run("swarm", "join", "nobody");
            case CANCELLED -> interrupted();
            case BUG ->
                new Jm(
                                store.environment(),
                                (wanted, context) -> wanted.is("broken") ? new Broken() : null,
                                LiveContext::new)
                        .run("broken");
        };
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void key(String machine) throws IOException {
        Path key = store.layout.machine(machine).resolve("id_rsa");
        Files.writeString(key, SshKeyPair.generate("").privateKey());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var box = store.files.load(machine);
        var data = box.driver().deepCopy();
        data.put("SSHKeyPath", key.toString());
        store.files.save(box.withDriver(data));
    }

    private Jm.Result withAnotherHostKey() throws Exception {
        try (SshServer server = SshServer.setUpDefaultServer()) {
            server.setHost("127.0.0.1");
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
            server.setPublickeyAuthenticator((user, key, session) -> true);
            server.start();
            store.machine("box", "generic", "127.0.0.1", 2376, server.getPort());
            key("box");
            Files.writeString(
                    store.layout.knownHosts("box"),
                    "box " + SshKeyPair.generate("").publicLine() + "\n");
            return run("ssh", "box", "true");
        }
    }

    private Jm.Result withAnotherCa() throws Exception {
        store.server("box", IssuedStore.LONG, "127.0.0.1");
        try (ServerSocket engine = store.engine("box");
                ServerSocket ssh = new ServerSocket(0)) {
            store.machine("box", "generic", "127.0.0.1", engine.getLocalPort(), ssh.getLocalPort());
            store.ca(IssuedStore.LONG).client(IssuedStore.LONG);
            Thread handshakes = new Thread(() -> {
                try (Socket client = engine.accept()) {
                    client.getInputStream().read();
                } catch (IOException e) {
                    // the client does not trust it
                    return;
                }
            });
            handshakes.setDaemon(true);
            handshakes.start();
            return run("config", "box");
        }
    }

    private Jm.Result interrupted() {
        Thread.currentThread().interrupt();
        try {
            return run("set", "--group", "x", "box");
        } finally {
            Thread.interrupted();
        }
    }

    @Command(name = "broken")
    static final class Broken implements Callable<ExitCode> {
        @Override
        public ExitCode call() {
            throw new IllegalStateException("broken");
        }
    }
}
