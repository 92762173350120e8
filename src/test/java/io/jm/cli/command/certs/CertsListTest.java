package io.jm.cli.command.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.go.json.JsonReader;
import io.jm.testkit.IssuedStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertsListTest {
    private IssuedStore store;

    @BeforeEach
    void openStore(@TempDir Path directory) throws IOException {
        store = IssuedStore.healthy(directory);
    }

    private String list(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "certs";
        all[1] = "ls";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return store.jm().run(all).succeeded().out();
    }

    /** The columns of the row that begins so, without the date. */
    private String row(String start) {
        for (String line : list().split("\n", -1)) {
            if (line.startsWith(start)) {
                return line.strip().replaceAll("\\d{4}-\\d\\d-\\d\\d", "DATE").replaceAll(" {2,}", "|");
            }
        }
        return "";
    }

    @Test
    void listsTheStoreAndItsMachines() {
        String table = list().replaceAll("\\d{4}-\\d\\d-\\d\\d", "YYYY-MM-DD");
        assertEquals("""
                OWNER   KIND     SUBJECT            UNTIL        DAYS   STATE
                store   ca       O=me               YYYY-MM-DD   1079   ok
                store   client   O=me.<bootstrap>   YYYY-MM-DD   1079   ok
                box     server   O=me.box           YYYY-MM-DD   1079   ok
                """, table);
    }

    @Test
    void reportsWhatEndsSoonAndWhatHasEnded() throws IOException {
        store.caEndsIn(29).client(12).server("box", -1, "192.0.2.7");
        assertEquals("store|ca|O=me|DATE|29|ends soon", row("store   ca"));
        assertTrue(row("store   client").endsWith("|DATE|12|ends soon"), row("store   client"));
        assertEquals("box|server|O=me.box|DATE|-1|ended", row("box"));
    }

    @Test
    void reportsThatTheAddressIsAnotherOne() throws IOException {
        store.server("box", IssuedStore.LONG, "192.0.2.8", "localhost");
        assertTrue(row("box").endsWith("|wrong address"), row("box"));
    }

    @Test
    void reportsThatAnotherAuthorityHasSigned() throws IOException {
        store.ca(IssuedStore.LONG);
        assertTrue(row("store   client").endsWith("|wrong authority"), row("store   client"));
        assertTrue(row("box").endsWith("|wrong authority"), row("box"));
    }

    @Test
    void reportsThatTheKeyIsMissingOrAnotherOne() throws IOException {
        Files.delete(store.layout.serverKey("box"));
        assertTrue(row("box").endsWith("|no key"), row("box"));
        Files.copy(store.layout.clientKey(), store.layout.serverKey("box"));
        assertTrue(row("box").endsWith("|no key"), row("box"));
        Files.delete(store.layout.caKey());
        assertTrue(row("store   ca").endsWith("|no key"), row("store   ca"));
    }

    @Test
    void anIntermediateCaThatEndsSoonIsReportedToo() throws IOException {
        store.client(12);
        Files.copy(store.layout.clientCert(), store.layout.caCert(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(store.layout.clientKey(), store.layout.caKey(), StandardCopyOption.REPLACE_EXISTING);
        assertTrue(row("store   ca").endsWith("|DATE|12|ends soon"), row("store   ca"));
    }

    @Test
    void reportsWhatIsMissingOrUnreadable() throws IOException {
        Files.delete(store.layout.serverCert("box"));
        Files.writeString(store.layout.clientCert(), "nonsense");
        assertEquals("box|server|-|-|-|missing", row("box"));
        assertEquals("store|client|-|-|-|unreadable", row("store   client"));
    }

    @Test
    void listsTheCopiesThatDockerMisses() throws IOException {
        Files.delete(store.layout.machine("box").resolve("cert.pem"));
        Files.delete(store.layout.machine("box").resolve("ca.pem"));
        assertEquals("box|client|-|-|-|missing", row("box     client"));
        assertEquals("box|ca|-|-|-|missing", row("box     ca"));
    }

    @Test
    void aRecordedMachineHasNoCertificateOfItsOwn() {
        store.machine("ext", "none", "192.0.2.9", 2376, 0);
        assertEquals("", row("ext"));
    }

    @Test
    void listsTheNamedMachinesOnly() {
        assertTrue(list("box").startsWith("OWNER"), list("box"));
        assertTrue(!list("box").contains("store"), list("box"));
        assertTrue(store.jm().run("certs", "ls", "bxo").failed().err().contains("\"bxo\" does not exist"));
    }

    @Test
    void oneUnreadableMachineDoesNotHideTheOthers() throws IOException {
        store.machine("bad", "generic", "192.0.2.9", 2376, 22);
        Files.writeString(store.layout.config("bad"), "{");
        var result = store.jm().run("certs", "ls").succeeded();
        assertTrue(result.out().contains("box"), result.out());
        assertTrue(result.err().startsWith("bad: "), result.err());
    }

    @Test
    void jsonHasAllKeysAndTheNames() throws IOException {
        Files.delete(store.layout.clientCert());
        JsonNode rows = JsonReader.read(list("--format", "json").getBytes(StandardCharsets.UTF_8));
        JsonNode client = rows.get(1);
        assertTrue(client.has("Serial") && client.get("Serial").isNull(), client.toString());
        assertEquals("missing", client.get("State").asText());
        JsonNode server = rows.get(2);
        assertEquals("box", server.get("Owner").asText());
        assertEquals("O=me", server.get("Issuer").asText());
        assertEquals("[\"192.0.2.7\",\"localhost\"]", server.get("Names").toString());
        assertEquals(
                store.layout.serverCert("box").toString(), server.get("Path").asText());
        assertTrue(
                server.get("NotAfter").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"),
                server.toString());
        assertEquals(1079, server.get("Days").asInt());
        assertTrue(server.get("Served").isNull(), server.toString());
    }

    @Test
    void asksTheEngineForTheCertificateThatItUses() throws Exception {
        store.server("box", IssuedStore.LONG, "127.0.0.1");
        try (ServerSocket engine = engine()) {
            store.machine("box", "none", "127.0.0.1", engine.getLocalPort(), 0);
            assertTrue(list("--check", "box").contains("ok"), list("--check", "box"));
            // the engine goes on with the former one
            store.server("box", IssuedStore.LONG, "127.0.0.1");
            assertTrue(list("--check", "box").contains("not recorded"), list("--check", "box"));
        }
        var silent = store.jm().run("certs", "ls", "--check", "box").succeeded();
        assertTrue(silent.err().startsWith("box: the engine did not show its certificate: dial tcp"), silent.err());
        assertTrue(silent.out().contains("ok"), silent.out());
    }

    private ServerSocket engine() throws Exception {
        ServerSocket server = store.engine("box");
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (SSLSocket connection = (SSLSocket) server.accept()) {
                    connection.startHandshake();
                } catch (IOException e) {
                    // the client has seen enough
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
