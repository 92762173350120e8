package io.jm.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PemFileTest {
    private static final List<String> LABELS =
            List.of("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ANY PRIVATE KEY");

    @TempDir
    Path directory;

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("key.pem"), text);
    }

    private Path write(String label, byte[] content) throws IOException {
        return Files.write(directory.resolve("key.pem"), PemFile.text(label, content));
    }

    private static KeyPair make(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        return generator.generateKeyPair();
    }

    private String errorOf(Path file) {
        return assertTimeoutPreemptively(
                        Duration.ofSeconds(5), () -> assertThrows(JmException.class, () -> PemFile.key(file)))
                .getMessage();
    }

    @TestFactory
    List<DynamicTest> readsEveryStructureUnderEveryLabel() throws Exception {
        KeyPair rsa = make("RSA", 1024);
        KeyPair curve = make("EC", 256);
        KeyPair edwards = make("Ed25519", 0);
        byte[] pkcs1 = PrivateKeyInfo.getInstance(rsa.getPrivate().getEncoded())
                .getPrivateKey()
                .getOctets();
        byte[] sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(
                        256, ((ECPrivateKey) curve.getPrivate()).getS(), X9ObjectIdentifiers.prime256v1)
                .getEncoded();
        List<DynamicTest> tests = new ArrayList<>();
        tests.addAll(underEveryLabel("PKCS #1", pkcs1, rsa));
        tests.addAll(underEveryLabel("SEC 1", sec1, curve));
        for (KeyPair pair : List.of(rsa, curve, edwards)) {
            String name = "PKCS #8 " + pair.getPrivate().getAlgorithm();
            tests.addAll(underEveryLabel(name, pair.getPrivate().getEncoded(), pair));
        }
        return tests;
    }

    private List<DynamicTest> underEveryLabel(String name, byte[] structure, KeyPair pair) {
        return LABELS.stream()
                .map(label -> DynamicTest.dynamicTest(
                        name + " as " + label,
                        () -> assertTrue(KeyPairs.match(PemFile.key(write(label, structure)), pair.getPublic()))))
                .toList();
    }

    @Test
    void readsASec1KeyThatNamesItsCurve() throws Exception {
        Path file = write("""
                -----BEGIN EC PARAMETERS-----
                BggqhkjOPQMBBw==
                -----END EC PARAMETERS-----
                -----BEGIN EC PRIVATE KEY-----
                MHcCAQEEIAZAZR3xWB6GSdTS0lgAKTyvKQYPzfLwITmXVrpnA6RLoAoGCCqGSM49
                AwEHoUQDQgAEQSVqUcHZAxhIwvQDRTRwTAnf0NCL6g5ZtKYcfr1s4YgUGxpHTQ3M
                C8Mr0C3oNDz1vjPcEw05Hiu0MMYMB2BBZA==
                -----END EC PRIVATE KEY-----
                """);
        assertEquals("EC", PemFile.key(file).getAlgorithm());
    }

    @Test
    void relabelsForReadersThatRelyOnLabels() throws Exception {
        PrivateKey key = make("RSA", 1024).getPrivate();
        Path file = write("EC PRIVATE KEY", key.getEncoded());
        assertEquals(new String(PemFile.text("PRIVATE KEY", key.getEncoded())), PemFile.relabelled(file));
    }

    @Test
    void reportsAnEncryptedKey() throws Exception {
        String wanted = "is encrypted";
        assertTrue(errorOf(write("ENCRYPTED PRIVATE KEY", encrypted())).contains(wanted));
        assertTrue(errorOf(write("RSA PRIVATE KEY", encrypted())).contains(wanted));
        String old = "-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-128-CBC,"
                + "0123456789ABCDEF0123456789ABCDEF\r\n\r\nAAAA\r\n-----END RSA PRIVATE KEY-----\r\n";
        assertTrue(errorOf(write(old)).contains(wanted));
    }

    private static byte[] encrypted() throws Exception {
        String algorithm = "PBEWithSHA1AndDESede";
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(new char[] {'x'})));
        AlgorithmParameters parameters = cipher.getParameters();
        return new EncryptedPrivateKeyInfo(
                        parameters, cipher.doFinal(make("EC", 256).getPrivate().getEncoded()))
                .getEncoded();
    }

    @Test
    void reportsWhatItFoundInsteadOfAKey() throws IOException {
        assertTrue(errorOf(write("")).startsWith("tls: failed to find any PEM data in key input"));
        assertTrue(errorOf(write("CERTIFICATE", new byte[3])).startsWith("tls: found a certificate rather than a key"));
        assertTrue(errorOf(directory.resolve("none")).endsWith("none: no such file or directory"));
        assertTrue(errorOf(directory).endsWith("is a directory"));
    }

    @Test
    void checksTheTypeOfAFileBeforeReading() {
        assertTrue(errorOf(Path.of("/dev/zero")).endsWith("/dev/zero: not a regular file"));
    }

    @Test
    void damagedBytesAreAnError() throws Exception {
        Random random = new Random(12);
        byte[] good = make("EC", 256).getPrivate().getEncoded();
        for (int i = 0; i < 2000; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            Path file = write("PRIVATE KEY", java.util.Arrays.copyOf(bad, 1 + random.nextInt(bad.length)));
            assertTrue(refusedOrRead(file));
        }
    }

    private static boolean refusedOrRead(Path file) {
        try {
            return PemFile.key(file) != null;
        } catch (JmException e) {
            return e.getMessage().startsWith("tls: failed to parse private key ");
        }
    }

    @Test
    void skipsInvalidAndUnterminatedBlocks() throws Exception {
        PrivateKey key = make("EC", 256).getPrivate();
        String good = new String(PemFile.text("PRIVATE KEY", key.getEncoded()));
        String broken = "-----BEGIN PRIVATE KEY-----\n=\n-----END PRIVATE KEY-----\n";
        assertEquals(key, PemFile.key(write("text before\n" + broken + good + "-----BEGIN PRIVATE KEY-----\nAA")));
        assertTrue(errorOf(write("-----BEGIN ".repeat(100_000))).startsWith("tls: failed to find any PEM data"));
        String many = "-----BEGIN A-----\n-----END A-----\n".repeat(100_000);
        assertTrue(errorOf(write(many)).startsWith("tls: failed to find any PEM data"));
    }

    @Test
    void rejectsDeeplyNestedBytesWithoutStackOverflow() throws IOException {
        byte[] deep = new byte[300_000];
        for (int i = 0; i < deep.length; i += 6) {
            int length = deep.length - i - 6;
            byte[] header = {
                0x30, (byte) 0x84, (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
            };
            System.arraycopy(header, 0, deep, i, 6);
        }
        String text = "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(deep)
                + "\n-----END PRIVATE KEY-----\n";
        assertTrue(errorOf(write(text)).startsWith("tls: failed to parse private key"));
    }
}
