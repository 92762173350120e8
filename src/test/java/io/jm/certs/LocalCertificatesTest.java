package io.jm.certs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.SetTicker;
import io.jm.tls.KeyPairs;
import io.jm.tls.PemFile;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificatesTest {
    private static final Duration LIFETIME = Duration.ofDays(1080);
    private static final String ME = "me";

    private final SetTicker clock = new SetTicker(Instant.now());
    private FakeMachines fake;

    @TempDir
    Path directory;

    @BeforeEach
    void openStore() {
        fake = new FakeMachines(directory);
    }

    private LocalCertificates certificates(String program, String user) {
        return new LocalCertificates(
                fake.store,
                LocalCertificates.Paths.of(fake.store.layout(), directory, "", "", "", ""),
                new X509Issuer(clock),
                fake.console,
                fake.environment(program, "USER", user),
                clock);
    }

    private LocalCertificates certificates() {
        return certificates("jm", ME);
    }

    private Path path(String name) {
        return fake.store.layout().certs().resolve(name);
    }

    private X509Certificate certificate(String name) {
        return PemFile.certificates(path(name)).get(0);
    }

    private String printed() {
        return fake.output.err();
    }

    /** Adds a provisioned machine: its directory has copies of the client's files, and a server certificate. */
    private Path provisioned(String name) throws IOException {
        fake.store.add(name, "generic", "tcp://192.0.2.5:2376");
        Path machine = Files.createDirectories(fake.store.layout().machine(name));
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Files.copy(path(file), machine.resolve(file));
        }
        new X509Issuer(clock)
                .issueServer(
                        machine.resolve("server.pem"),
                        machine.resolve("server-key.pem"),
                        path("ca.pem"),
                        path("ca-key.pem"),
                        "me." + name,
                        List.of("192.0.2.5"));
        return machine;
    }

    @Test
    void createsWhatIsMissing() {
        certificates().ensure();
        assertEquals(
                "Creating CA: " + path("ca.pem") + "\nCreating client certificate: " + path("cert.pem") + "\n",
                fake.output.out());
        assertEquals("", printed());
    }

    @Test
    void leavesValidFilesUnchanged() throws IOException {
        certificates().ensure();
        byte[] caCert = Files.readAllBytes(path("ca.pem"));
        byte[] client = Files.readAllBytes(path("cert.pem"));
        certificates().renew(Set.of());
        assertArrayEquals(caCert, Files.readAllBytes(path("ca.pem")));
        assertArrayEquals(client, Files.readAllBytes(path("cert.pem")));
    }

    @Test
    void renewsAnExpiredCaWithItsOwnKeySoThatItsCertificatesStayValid() throws IOException, GeneralSecurityException {
        certificates().ensure();
        Path machine = provisioned("box");
        X509Certificate before = certificate("ca.pem");
        byte[] key = Files.readAllBytes(path("ca-key.pem"));
        clock.pass(LIFETIME.plusDays(1));

        certificates().ensure();

        X509Certificate after = certificate("ca.pem");
        assertEquals(before.getPublicKey(), after.getPublicKey());
        assertEquals(before.getSubjectX500Principal(), after.getSubjectX500Principal());
        assertNotEquals(before.getSerialNumber(), after.getSerialNumber());
        assertArrayEquals(key, Files.readAllBytes(path("ca-key.pem")));
        assertTrue(after.getNotAfter().toInstant().isAfter(clock.now().plus(Duration.ofDays(1079))));
        PemFile.certificates(machine.resolve("server.pem")).get(0).verify(after.getPublicKey());
        assertTrue(fake.output.out().contains("CA certificate is outdated and needs to be regenerated\nCreating CA: "));
    }

    @Test
    void updatesTheCopiesInTheMachineDirectories() throws IOException {
        certificates().ensure();
        Path machine = provisioned("box");
        Path record = Files.createDirectories(fake.store.layout().machine("record"));
        fake.store.add("record", "none", "tcp://192.0.2.6:2376");
        Files.writeString(record.resolve("ca.pem"), "the user's own");
        clock.pass(LIFETIME.plusDays(1));

        certificates().ensure();

        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            assertArrayEquals(Files.readAllBytes(path(file)), Files.readAllBytes(machine.resolve(file)), file);
        }
        assertEquals("rw-------", mode(machine.resolve("key.pem")));
        assertEquals("the user's own", Files.readString(record.resolve("ca.pem")));
        assertTrue(printed().contains("these engines have only the former one: box."), printed());
        assertTrue(printed().contains("\"jm regenerate-certs box\""), printed());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void doesNotWarnAboutMachinesThatGetNewCertificatesAnyway() throws IOException {
        certificates().ensure();
        provisioned("box");
        clock.pass(LIFETIME.plusDays(1));
        certificates().renew(Set.of("box"));
        assertEquals("", printed());
    }

    @Test
    void warnsThirtyDaysBeforeExpiryAndRenewsOnlyOnRequest() throws IOException {
        certificates().ensure();
        byte[] caCert = Files.readAllBytes(path("ca.pem"));
        clock.pass(LIFETIME.minusDays(29));

        certificates().ensure();
        assertArrayEquals(caCert, Files.readAllBytes(path("ca.pem")));
        assertTrue(printed().contains("The certificate " + path("ca.pem") + " expires at "), printed());
        assertTrue(printed().contains("\"jm regenerate-certs --client-certs\" renews it."), printed());

        certificates().renew(Set.of());
        assertTrue(certificate("ca.pem")
                .getNotAfter()
                .toInstant()
                .isAfter(clock.now().plus(Duration.ofDays(1000))));
        assertTrue(certificate("cert.pem")
                .getNotAfter()
                .toInstant()
                .isAfter(clock.now().plus(Duration.ofDays(1000))));
    }

    @Test
    void doesNotWarnThirtyOneDaysBeforeExpiry() {
        certificates().ensure();
        clock.pass(LIFETIME.minusDays(31));
        certificates().ensure();
        assertEquals("", printed());
    }

    @Test
    void replacesAnotherUsersExpiredCaWhenCalledDockerMachine() throws IOException {
        certificates("docker-machine", "somebody").ensure();
        Path machine = provisioned("box");
        byte[] copy = Files.readAllBytes(machine.resolve("ca.pem"));
        X509Certificate before = certificate("ca.pem");
        byte[] key = Files.readAllBytes(path("ca-key.pem"));
        clock.pass(LIFETIME.plusDays(1));

        certificates("docker-machine", ME).ensure();

        assertFalse(before.getPublicKey().equals(certificate("ca.pem").getPublicKey()));
        assertArrayEquals(key, Files.readAllBytes(path("ca-key.pem.old")));
        assertTrue(printed().contains("The key of the former CA is kept as " + path("ca-key.pem.old")), printed());
        assertEquals("O=me", certificate("ca.pem").getSubjectX500Principal().getName());
        assertArrayEquals(copy, Files.readAllBytes(machine.resolve("ca.pem")), "all that still fits the engine");
        assertTrue(printed().contains("have only the former one: box."), printed());
    }

    @Test
    void neverDeletesAKeyThatIsNotTheCas() throws IOException {
        certificates().ensure();
        Files.copy(path("key.pem"), path("ca-key.pem"), StandardCopyOption.REPLACE_EXISTING);
        clock.pass(LIFETIME.plusDays(1));
        JmException refusal =
                assertThrows(JmException.class, () -> certificates().ensure());
        assertTrue(
                refusal.getMessage().startsWith("certificate authority key already exists: move " + path("ca-key.pem")),
                refusal.getMessage());
        assertArrayEquals(Files.readAllBytes(path("key.pem")), Files.readAllBytes(path("ca-key.pem")));
    }

    @Test
    void replacesAClientCertificateThatDoesNotMatchItsKey() throws IOException {
        certificates().ensure();
        Files.copy(path("ca-key.pem"), path("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        certificates().ensure();
        assertTrue(fake.output.out().contains("Client certificate is outdated and needs to be regenerated\n"));
        assertTrue(KeyPairs.match(
                PemFile.key(path("key.pem")), certificate("cert.pem").getPublicKey()));
    }

    @Test
    void issuesACertificateForAnExistingClientKey() throws IOException {
        certificates().ensure();
        byte[] key = Files.readAllBytes(path("key.pem"));
        Files.delete(path("cert.pem"));

        certificates().ensure();

        assertArrayEquals(key, Files.readAllBytes(path("key.pem")));
        assertTrue(KeyPairs.match(
                PemFile.key(path("key.pem")), certificate("cert.pem").getPublicKey()));
    }

    @Test
    void keepsTheClientKeyOfAnExpiredCertificate() throws IOException {
        certificates().ensure();
        byte[] key = Files.readAllBytes(path("key.pem"));
        clock.pass(LIFETIME.plusDays(1));
        certificates().ensure();
        assertArrayEquals(key, Files.readAllBytes(path("key.pem")));
    }

    @Test
    void reportsAClientKeyThatCannotBeUsed() throws IOException {
        certificates().ensure();
        Files.delete(path("cert.pem"));
        Files.writeString(path("key.pem"), "the user's own secret");
        JmException refusal =
                assertThrows(JmException.class, () -> certificates().ensure());
        assertTrue(refusal.getMessage().contains("the key " + path("key.pem") + " has no"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("move it away"), refusal.getMessage());
        assertEquals("the user's own secret", Files.readString(path("key.pem")));
    }

    @Test
    void neverDeletesAKeyNextToAnUnfinishedCa() throws IOException {
        certificates().ensure();
        byte[] key = Files.readAllBytes(path("ca-key.pem"));
        Files.createFile(path(".ca.pem.unfinished"));
        certificates().ensure();
        assertArrayEquals(key, Files.readAllBytes(path("ca-key.pem")));
        assertFalse(Files.exists(path(".ca.pem.unfinished")));
    }

    @Test
    void createsTheCaAgainIfOnlyItsCertificateWasWritten() throws IOException {
        certificates().ensure();
        Files.delete(path("ca-key.pem"));
        Files.createFile(path(".ca.pem.unfinished"));
        certificates().ensure();
        assertTrue(KeyPairs.match(
                PemFile.key(path("ca-key.pem")), certificate("ca.pem").getPublicKey()));
    }

    @Test
    void replacesCertificatesFromAClockThatWasAhead() throws IOException {
        clock.pass(Duration.ofDays(2));
        certificates().ensure();
        Path machine = provisioned("box");
        byte[] key = Files.readAllBytes(path("ca-key.pem"));
        clock.pass(Duration.ofDays(-2));

        certificates().ensure();

        assertTrue(printed().contains("The certificate " + path("ca.pem") + " is not valid before "), printed());
        assertTrue(printed().contains("either the clock is behind, or it was ahead"), printed());
        assertFalse(certificate("ca.pem").getNotBefore().toInstant().isAfter(clock.now()));
        assertFalse(certificate("cert.pem").getNotBefore().toInstant().isAfter(clock.now()));
        assertArrayEquals(key, Files.readAllBytes(path("ca-key.pem")));
        assertArrayEquals(Files.readAllBytes(path("ca.pem")), Files.readAllBytes(machine.resolve("ca.pem")));
        assertTrue(printed().contains("have only the former one: box."), printed());
    }
}
