package io.jm.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class X509IssuerTest {
    private final X509Issuer issuer = new X509Issuer(Ticker.system());

    @TempDir
    Path directory;

    @BeforeEach
    void issueTheCa() {
        issuer.issueCa(path("ca.pem"), path("ca-key.pem"), "me");
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    private void issueClient() {
        issuer.issueClient(path("cert.pem"), path("key.pem"), path("ca.pem"), path("ca-key.pem"), "me.client");
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, 256", "EC, 384", "Ed25519, 255"})
    void certifiesExistingKeysOfEveryAlgorithm(String kind, int size) throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(size);
        KeyPair pair = generator.generateKeyPair();
        byte[] text = PemFile.text("PRIVATE KEY", pair.getPrivate().getEncoded());
        Files.write(path("key.pem"), text);

        issueClient();

        assertArrayEquals(text, Files.readAllBytes(path("key.pem")));
        X509Certificate made = PemFile.certificates(path("cert.pem")).get(0);
        assertTrue(KeyPairs.match(pair.getPrivate(), made.getPublicKey()));
    }

    @Test
    void doesNotOverwriteACaKey() throws IOException {
        byte[] key = Files.readAllBytes(path("ca-key.pem"));
        assertThrows(JmException.class, () -> issuer.issueCa(path("ca.pem"), path("ca-key.pem"), "me"));
        assertArrayEquals(key, Files.readAllBytes(path("ca-key.pem")));
    }

    @Test
    void signsNothingWithAnotherKeyThanTheCas() throws IOException {
        Files.delete(path("ca.pem"));
        Files.move(path("ca-key.pem"), path("other-key.pem"));
        issueTheCa();
        Files.delete(path("ca-key.pem"));
        Files.move(path("other-key.pem"), path("ca-key.pem"));
        JmException refusal = assertThrows(JmException.class, this::issueClient);
        assertTrue(refusal.getMessage().startsWith("tls: private key does not match public key: "));
        assertFalse(Files.exists(path("cert.pem")));
    }
}
