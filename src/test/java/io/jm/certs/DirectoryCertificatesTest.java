package io.jm.certs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.machine.Machine;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.SetTicker;
import io.jm.tls.KeyPairs;
import io.jm.tls.PemFile;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryCertificatesTest {
    private final SetTicker clock = new SetTicker(Instant.now());
    private FakeMachines fake;
    private Path machine;

    @TempDir
    Path directory;

    @BeforeEach
    void aMachineOfWhichNoPathIsRecorded() throws IOException {
        fake = new FakeMachines(directory);
        fake.store.add("box", "generic", "tcp://192.0.2.5:2376");
        machine = Files.createDirectories(fake.store.layout().machine("box"));
        Files.writeString(machine.resolve("config.json"), "{}");
        new LocalCertificates(
                        fake.store, files().local(), new X509Issuer(clock), fake.console, fake.environment("jm"), clock)
                .ensure();
    }

    private CertificateFiles files() {
        return CertificateFiles.of(fake.store.layout(), fake.store.load("box"));
    }

    private void record(String key, Path value) {
        Machine box = fake.store.load("box");
        ((ObjectNode) box.document().path("HostOptions").path("AuthOptions")).put(key, value.toString());
    }

    private void issue(String sshKey) {
        new DirectoryCertificates(
                        files(),
                        fake.store.load("box"),
                        "192.0.2.5",
                        sshKey,
                        true,
                        new X509Issuer(clock),
                        fake.environment("jm"),
                        clock)
                .issue();
    }

    @Test
    void usesTheDefaultOfCreateForAMissingPath() throws IOException {
        Path certs = fake.store.layout().certs();
        assertEquals(
                new CertificateFiles(
                        machine,
                        certs.resolve("ca.pem"),
                        certs.resolve("ca-key.pem"),
                        certs.resolve("cert.pem"),
                        certs.resolve("key.pem"),
                        machine.resolve("server.pem"),
                        machine.resolve("server-key.pem")),
                files());
        issue("");
        assertArrayEquals(Files.readAllBytes(certs.resolve("key.pem")), Files.readAllBytes(machine.resolve("key.pem")));
        assertTrue(ServerCertificateCheck.isSignedBy(machine.resolve("server.pem"), certs.resolve("ca.pem")));
    }

    @Test
    void tellsWhereTheKeyOfAnImportedMachinesAuthorityIs() throws IOException {
        Files.copy(fake.store.layout().caCert(), machine.resolve("ca.pem"));
        record("CaCertPath", machine.resolve("ca.pem"));
        record("CaPrivateKeyPath", machine.resolve("ca-key.pem"));
        JmException missing = assertThrows(JmException.class, () -> issue(""));
        assertTrue(missing.getMessage().endsWith("or export it there with --with-ca-key"), missing.getMessage());
    }

    @Test
    void putsNoCopiesIntoTheStoresRoot() {
        record("StorePath", fake.store.layout().root());
        assertEquals(machine, files().directory());
    }

    @Test
    void makesEachPathAbsolute() {
        record("ServerKeyPath", Path.of("server-key.pem"));
        assertTrue(files().serverKey().isAbsolute());
    }

    @Test
    void reportsAnInvalidPath() {
        Machine box = fake.store.load("box");
        ((ObjectNode) box.document().path("HostOptions").path("AuthOptions")).put("CaCertPath", "/a\0b");
        assertEquals(
                "open /a\0b: invalid argument",
                assertThrows(JmException.class, this::files).getMessage());
    }

    @Test
    void createsANewKeyInTheMachineDirectory() throws IOException {
        issue("");
        byte[] former = Files.readAllBytes(machine.resolve("server-key.pem"));
        issue("");
        assertFalse(java.util.Arrays.equals(former, Files.readAllBytes(machine.resolve("server-key.pem"))));
    }

    @Test
    void keepsAServerKeyOfTheUsersOwn() throws IOException {
        issue("");
        Path own = Files.copy(machine.resolve("server-key.pem"), directory.resolve("own-key.pem"));
        byte[] key = Files.readAllBytes(own);
        record("ServerKeyPath", own);
        issue("");
        assertArrayEquals(key, Files.readAllBytes(own));
        assertTrue(KeyPairs.match(
                PemFile.key(own),
                PemFile.certificates(machine.resolve("server.pem")).get(0).getPublicKey()));
    }

    @Test
    void neverOverwritesTheSshKey() throws IOException {
        Path sshKey = Files.writeString(machine.resolve("key.pem"), "login");
        JmException refusal = assertThrows(JmException.class, () -> issue(sshKey.toString()));
        assertTrue(refusal.getMessage().contains("move the key"), refusal.getMessage());
        assertEquals("login", Files.readString(sshKey));
    }
}
