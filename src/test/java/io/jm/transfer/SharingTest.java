package io.jm.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.archive.ExportArchive;
import io.jm.archive.MachineFiles;
import io.jm.cli.GlobalOptions;
import io.jm.cli.LiveContext;
import io.jm.machine.ExtrasFile;
import io.jm.machine.StoreLayout;
import io.jm.store.MachineDocument;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.Jm;
import io.jm.testkit.MutualTls;
import io.jm.testkit.SetTicker;
import io.jm.testkit.SilentConsole;
import io.jm.tls.PemFile;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access that is given to somebody, at an engine that asks for client certificates. */
class SharingTest {
    private Path here = Path.of("");
    private IssuedStore mine;
    private StoreLayout theirs = new StoreLayout(here);
    private MutualTls engine;

    @BeforeEach
    void anEngine(@TempDir Path directory) throws Exception {
        here = directory;
        mine = IssuedStore.healthy(directory);
        theirs = new StoreLayout(directory.resolve("theirs"));
        mine.server("box", IssuedStore.LONG, "127.0.0.1");
        engine = MutualTls.start(mine.layout.serverCert("box"), mine.layout.serverKey("box"), mine.layout.caCert());
        mine.machine("box", "none", "127.0.0.1", engine.port(), 0);
    }

    @AfterEach
    void stop() throws IOException {
        engine.close();
    }

    private Jm alice() {
        return Jm.in(
                here,
                Map.of(
                        "MACHINE_STORAGE_PATH",
                        theirs.root().toString(),
                        "HOME",
                        here.resolve("alice").toString()));
    }

    private Jm.Result share(String... more) {
        List<String> line = new ArrayList<>(List.of("export", "box", "--for", "alice"));
        line.addAll(List.of(more));
        return mine.jm().run(line);
    }

    @Test
    void theSharedClientUsesTheEngine() {
        share().succeeded();
        alice().run("import", "box-alice.jm.zip").succeeded();
        alice().run("config", "--check", "box").succeeded();
        assertEquals(List.of("O=alice"), engine.clients());
        // and the owner's own still does
        mine.jm().run("config", "--check", "box").succeeded();
    }

    @Test
    void theAddressIsWithoutThePortOfTheEngine() throws IOException {
        share().succeeded();
        alice().run("import", "box-alice.jm.zip").succeeded();
        assertEquals("127.0.0.1\n", alice().run("ip", "box").succeeded().out());
        assertTrue(new ExtrasFile(theirs.extras("box")).isOnlyEngine());
        assertFalse(new ExtrasFile(mine.layout.extras("box")).isOnlyEngine());
    }

    @Test
    void anExpiredOneIsRefused() throws Exception {
        Instant past = Instant.now().minus(Duration.ofDays(2));
        LiveContext context = new LiveContext(
                mine.environment(),
                SilentConsole.INSTANCE,
                new GlobalOptions(false, mine.layout.root(), "", "", "", "", false),
                List.of());
        byte[] zip = new SharedExport(
                        mine.files,
                        context.machineDrivers(),
                        new X509Issuer(new SetTicker(past)),
                        new Origin("1", "me@here", past),
                        Person.of("alice"),
                        Duration.ofDays(1))
                .of(List.of("box"))
                .archive()
                .toBytes();
        Files.write(here.resolve("old.zip"), zip);
        alice().run("import", "old.zip").succeeded();
        String error = alice().run("config", "--check", "box").failed().err();
        // which alert it is depends on the TLS library of the engine
        assertTrue(error.matches("(?s).*remote error: tls: (expired|bad|unknown) certificate.*"), error);
        assertEquals(List.of(), engine.clients());
        String listed = mine.jm().run("certs", "ls", "box").succeeded().out();
        assertTrue(listed.matches("(?s).*box +share +O=alice +\\S+ +-\\d+ +ended.*"), listed);
    }

    @Test
    void theFileHasAccessAndNothingElse() throws IOException {
        var data = mine.files.load("box").driver().deepCopy();
        data.put("AccessToken", "s3cret");
        mine.files.save(mine.files.load("box").withDriver(data));
        Files.writeString(mine.layout.machine("box").resolve("id_rsa"), "private");
        share().succeeded();
        ExportArchive archive = ExportArchive.of(Files.readAllBytes(here.resolve("box-alice.jm.zip")));
        MachineFiles files = Objects.requireNonNull(archive.machines().get("box"));
        assertEquals(
                List.of("ca.pem", "cert.pem", "config.json", "key.pem"),
                List.copyOf(files.all().keySet()));
        assertFalse(new String(files.get("config.json"), StandardCharsets.UTF_8).contains("s3cret"));
        assertFalse(Arrays.equals(files.get("key.pem"), Files.readAllBytes(mine.layout.clientKey())));
        assertEquals("alice", archive.manifest().machines().get(0).person());
    }

    @Test
    void itIsListedUntilItEndsAndIsNotExported() throws IOException {
        share("--days", "20").succeeded();
        String listed = mine.jm().run("certs", "ls", "box").succeeded().out();
        assertTrue(listed.matches("(?s).*box +share +O=alice +\\S+ +(19|20) +ends soon.*"), listed);
        ExtrasFile extras = new ExtrasFile(mine.layout.extras("box"));
        assertEquals("alice", extras.shares().get(0).person());
        assertNull(extras.portable().get("shares"));
    }

    @Test
    void itNeverOutlivesTheCa() {
        mine.caEndsIn(5);
        share("--days", "90").succeeded();
        var share = PemFile.certificatesIn(new ExtrasFile(mine.layout.extras("box"))
                        .shares()
                        .get(0)
                        .certificate())
                .get(0);
        assertEquals(PemFile.certificates(mine.layout.caCert()).get(0).getNotAfter(), share.getNotAfter());
    }

    @Test
    void theWarningIsPrintedOnce() {
        mine.machine("two", "none", "127.0.0.1", engine.port(), 0);
        String err = mine.jm()
                .run("export", "box", "two", "--for", "alice", "-o", "both.zip")
                .succeeded()
                .err();
        assertEquals(2, err.lines().count(), err);
        assertTrue(err.startsWith("Who uses an engine can become root on its host."), err);
    }

    @Test
    void anImportMakesADockerContextThatHasTheSharedFiles() throws IOException {
        share().succeeded();
        String out = alice().run("import", "--context", "box-alice.jm.zip")
                .succeeded()
                .out();
        assertTrue(out.contains("docker --context box info"), out);
        try (var files = Files.walk(here.resolve("alice/.docker/contexts/tls"))) {
            Path key =
                    files.filter(file -> file.endsWith("key.pem")).findFirst().orElseThrow();
            assertEquals(Files.readString(theirs.machine("box").resolve("key.pem")), Files.readString(key));
        }
        assertEquals(List.of("box"), new ExtrasFile(theirs.extras("box")).contexts());
    }

    @Test
    void aContextOfThatNameIsKeptAndTheMachineIsImported() throws IOException {
        share().succeeded();
        alice().run("import", "--context", "box-alice.jm.zip").succeeded();
        Jm other = Jm.in(
                here,
                Map.of(
                        "MACHINE_STORAGE_PATH",
                        here.resolve("third").toString(),
                        "HOME",
                        here.resolve("alice").toString()));
        String error =
                other.run("import", "--context", "box-alice.jm.zip").failed().err();
        assertTrue(error.contains("\"box\" is imported, without a docker context: "), error);
        other.run("url", "box").succeeded();
    }

    @Test
    void removingAShareWarnsOfNobodyElse() {
        share().succeeded();
        alice().run("import", "box-alice.jm.zip").succeeded();
        assertFalse(alice().run("rm", "-y", "box").succeeded().all().contains("for everybody"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-x", "a b", "a/b", "../a", "a\nb", "\u00e4", "a\u001b[0m"})
    void refusesAnImpossiblePerson(String person) {
        String error = mine.jm()
                .run("export", "box", "--for", person, "-o", "x.zip")
                .failed()
                .err();
        assertTrue(error.contains("--for is a name of letters, digits"), error);
        assertFalse(Files.exists(here.resolve("x.zip")));
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        share("--with-ca-key").failed();
        share("--no-driver-secrets").failed();
        share("--days", "0").failed();
        mine.jm().run("export", "box", "--days", "3").failed();
        assertFalse(Files.exists(here.resolve("box-alice.jm.zip")));
    }

    @Test
    void refusesAMachineThatKnowsNoClients() throws IOException {
        var plain = mine.files.load("box").driver().deepCopy();
        plain.put("URL", "http://127.0.0.1:2375");
        mine.files.save(new MachineDocument(mine.layout, "plain", new MachineDocument.Certificates("", "", "", ""))
                .machine("plain", "none")
                .withDriver(plain));
        String error =
                mine.jm().run("export", "plain", "--for", "alice").failed().err();
        assertTrue(error.contains("is not reached with TLS"), error);
        Files.delete(mine.layout.caKey());
        String keyless = share().failed().err();
        assertTrue(keyless.contains("it can be shared only where that key is"), keyless);
    }
}
