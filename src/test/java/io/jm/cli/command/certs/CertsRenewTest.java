package io.jm.cli.command.certs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.certs.CertificateList;
import io.jm.console.Console;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.lifecycle.CertificateRenewal;
import io.jm.lifecycle.Machines;
import io.jm.machine.Machine;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.SilentConsole;
import io.jm.tls.PemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertsRenewTest {
    private IssuedStore store;

    @BeforeEach
    void openStore(@TempDir Path directory) throws IOException {
        store = IssuedStore.healthy(directory);
    }

    private static X509Certificate certificate(Path file) {
        return PemFile.certificates(file).get(0);
    }

    @Test
    void renewsTheClientCertificateWithItsCopies() throws IOException, GeneralSecurityException {
        byte[] key = Files.readAllBytes(store.layout.clientKey());
        store.client(12).server("box", IssuedStore.LONG, "192.0.2.7");
        byte[] server = Files.readAllBytes(store.layout.serverCert("box"));

        var result = store.jm().run("certs", "renew", "--client").succeeded();

        X509Certificate renewed = certificate(store.layout.clientCert());
        renewed.verify(certificate(store.layout.caCert()).getPublicKey());
        assertTrue(result.out().contains("store: client certificate renewed, until "), result.out());
        assertArrayEquals(key, Files.readAllBytes(store.layout.clientKey()));
        assertArrayEquals(
                Files.readAllBytes(store.layout.clientCert()),
                Files.readAllBytes(store.layout.machine("box").resolve("cert.pem")));
        assertArrayEquals(server, Files.readAllBytes(store.layout.serverCert("box")));
    }

    @Test
    void makesCopiesAgainThatAreMissing() throws IOException {
        Path copy = store.layout.machine("box").resolve("cert.pem");
        Files.delete(copy);
        Files.delete(store.layout.clientCert());
        store.jm().run("certs", "renew", "--client").succeeded();
        assertArrayEquals(Files.readAllBytes(store.layout.clientCert()), Files.readAllBytes(copy));
        assertArrayEquals(
                Files.readAllBytes(store.layout.clientKey()),
                Files.readAllBytes(store.layout.machine("box").resolve("key.pem")));
    }

    @Test
    void renewsTheCaWithItsKeyAndName() throws IOException, GeneralSecurityException {
        store.caEndsIn(3);
        X509Certificate before = certificate(store.layout.caCert());
        store.jm().run("certs", "renew", "--ca").succeeded();
        X509Certificate after = certificate(store.layout.caCert());
        assertNotEquals(before.getSerialNumber(), after.getSerialNumber());
        assertEquals(before.getPublicKey(), after.getPublicKey());
        certificate(store.layout.clientCert()).verify(after.getPublicKey());
    }

    @Test
    void asksBeforeItRenewsACaThatIsNotDue() throws IOException {
        store.server("box", IssuedStore.LONG, "192.0.2.7");
        byte[] before = Files.readAllBytes(store.layout.caCert());
        String until = certificate(store.layout.caCert())
                .getNotAfter()
                .toInstant()
                .toString()
                .substring(0, "2026-01-01".length());
        var unanswered = store.jm().run("certs", "renew", "--ca").failed();
        assertTrue(
                unanswered.out().contains("The CA certificate of the store is valid until " + until + ". Renew it"),
                unanswered.out());
        store.jm().typing("n\n").run("certs", "renew", "--ca").succeeded();
        assertArrayEquals(before, Files.readAllBytes(store.layout.caCert()));

        var renewed = store.jm().run("certs", "renew", "--ca", "-y").succeeded();

        assertTrue(!Arrays.equals(before, Files.readAllBytes(store.layout.caCert())));
        assertTrue(renewed.out().startsWith("store: ca certificate renewed, until "), renewed.out());
        assertTrue(
                renewed.err()
                        .contains("These engines go on with the former certificate of the CA, which has the same"
                                + " key, until " + until
                                + ": box. Before that, update them with \"jm regenerate-certs box\""),
                renewed.err());
        assertFalse(renewed.err().contains("only the former one"), renewed.err());
    }

    @Test
    void withDaysItRenewsOnlyWhatEndsBefore() throws IOException {
        store.client(40);
        byte[] before = Files.readAllBytes(store.layout.clientCert());
        store.jm().run("certs", "renew", "--client", "--days", "39").succeeded();
        assertArrayEquals(before, Files.readAllBytes(store.layout.clientCert()));
        store.jm().run("certs", "renew", "--client", "--days", "41").succeeded();
        assertTrue(!Arrays.equals(before, Files.readAllBytes(store.layout.clientCert())));
    }

    @Test
    void theContextOfAnyMachineFollowsTheClientCertificate() throws IOException {
        store.machine("ext", "none", "192.0.2.9", 2376, 0);
        store.machine("other", "none", "192.0.2.10", 2376, 0);
        store.client(12);
        store.jm().run("context", "create", "ext").succeeded();
        store.jm().run("regenerate-certs", "--force", "--client-certs", "other").succeeded();
        assertArrayEquals(Files.readAllBytes(store.layout.clientCert()), Files.readAllBytes(copyOfContext()));
        store.client(12);
        store.jm().run("certs", "renew", "--client").succeeded();
        assertArrayEquals(Files.readAllBytes(store.layout.clientCert()), Files.readAllBytes(copyOfContext()));
    }

    private Path copyOfContext() throws IOException {
        try (Stream<Path> files = Files.walk(store.layout.root().resolveSibling("home/.docker/contexts/tls"))) {
            return files.filter(file -> file.endsWith("cert.pem")).findFirst().orElseThrow();
        }
    }

    @Test
    void refusesToSignWithACaThatHasEnded() {
        store.caEndsIn(-1);
        String error = store.jm().run("certs", "renew", "--client").failed().err();
        assertTrue(error.contains("renew it first, with \"jm certs renew --ca\""), error);
    }

    @Test
    void refusesACaWithoutItsKey() throws IOException {
        Files.delete(store.layout.caKey());
        String error = store.jm().run("certs", "renew", "--ca").failed().err();
        assertTrue(error.contains("is not at " + store.layout.caKey()), error);
    }

    @Test
    void leavesAnEngineWithAGoodCertificateAlone() {
        var result = store.jm().run("certs", "renew", "box").succeeded();
        assertTrue(result.out().startsWith("box: server certificate ok, until "), result.out());
        assertEquals("", result.err());
    }

    @Test
    void asksBeforeAnEngineRestarts() throws IOException {
        store.server("box", 12, "192.0.2.7");
        var unanswered = store.jm().run("certs", "renew", "--all").failed();
        assertTrue(unanswered.out().contains("box: server certificate ends soon"), unanswered.out());
        assertTrue(unanswered.out().contains("The engine of box will restart"), unanswered.out());
        assertTrue(unanswered.err().contains("Use -y to answer yes"), unanswered.err());
        store.jm().typing("n\n").run("certs", "renew", "--all").succeeded();
    }

    @Test
    void aRecordedMachineIsAnErrorOnlyIfItIsNamed() {
        store.machine("ext", "none", "192.0.2.9", 2376, 0);
        var all = store.jm().run("certs", "renew", "--all").succeeded();
        assertTrue(all.out().contains("ext: its certificate is managed elsewhere"), all.out());
        String error = store.jm().run("certs", "renew", "ext").failed().err();
        assertTrue(error.contains("is managed elsewhere"), error);
    }

    @Test
    void anUnreadableMachineDoesNotStopTheOthers() throws IOException {
        store.machine("bad", "generic", "192.0.2.9", 2376, 22);
        Files.writeString(store.layout.config("bad"), "{");
        var result = store.jm().run("certs", "renew", "--all").failed();
        assertTrue(result.out().contains("box: server certificate ok"), result.out());
        assertTrue(result.err().contains("config.json"), result.err());
    }

    @Test
    void aCaIsReplacedAfterAQuestion() throws IOException {
        byte[] ca = Files.readAllBytes(store.layout.caCert());
        store.machine("box", "generic", "127.0.0.1", 1, 1);
        var unanswered = store.jm().run("certs", "renew", "--rotate-ca").failed();
        assertTrue(unanswered.out().contains("These engines will restart twice"), unanswered.out());
        assertArrayEquals(ca, Files.readAllBytes(store.layout.caCert()));

        var left = store.jm().run("certs", "renew", "--rotate-ca", "-y").failed();
        assertTrue(left.err().contains("\"box\" still uses the former CA: it is not running"), left.err());
        assertTrue(left.err().contains("Go on with: jm certs renew --rotate-ca"), left.err());
        assertNotEquals(new String(ca), Files.readString(store.layout.caCert()));
        String listed = store.jm().run("certs", "ls").succeeded().out();
        assertTrue(listed.contains("box     ca"), listed);
        String config = Files.readString(store.layout.config("box"));
        assertTrue(config.contains("/certs/old-"), config);

        store.jm().run("rm", "--forget", "-y", "box").succeeded();
        store.jm().run("certs", "renew", "--rotate-ca").succeeded();
        try (Stream<Path> rest = Files.list(store.layout.certs())) {
            assertEquals(
                    List.of("ca-key.pem", "ca.pem", "cert.pem", "key.pem"),
                    rest.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aReplacementOfTheCaGoesWithNothingElse() {
        for (String other : List.of("--client", "--ca", "--all", "--days=3", "box")) {
            store.jm().run("certs", "renew", "--rotate-ca", "-y", other).failed();
        }
    }

    @Test
    void aNewAddressMakesACertificateDue() {
        Console console = SilentConsole.INSTANCE;
        List<String> renewed = new ArrayList<>();
        MachineDrivers drivers = new MachineDrivers(
                (name, context) -> new IdleDriver(context) {
                    @Override
                    public Capabilities capabilities() {
                        return Capabilities.INSTANCE;
                    }

                    @Override
                    public String ip() {
                        return "192.0.2.5";
                    }
                },
                store.layout.root(),
                console,
                store.environment(),
                Ticker.system());
        store.machine("box", "cloud", "192.0.2.7", 2376, 22);
        CertificateRenewal renewal = new CertificateRenewal(
                new Machines(store.files, drivers, console, store.environment()),
                new NoProvisioning() {
                    @Override
                    public void renewCertificates(Machine machine, Driver driver) {
                        renewed.add(machine.name());
                    }
                },
                new CertificateList(store.layout, drivers, Ticker.system()),
                store.layout,
                console);
        CertificateRenewal.Need need =
                renewal.needs(List.of(store.files.load("box"))).get(0);
        assertTrue(need.isDue(), String.valueOf(need));
        renewal.renew(List.of(need.machine()), false);
        assertEquals(List.of("box"), renewed);
    }
}
