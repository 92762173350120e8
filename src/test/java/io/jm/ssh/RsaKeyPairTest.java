package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.base.JmException;
import io.jm.os.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RsaKeyPairTest {
    private static final Path KEYGEN = Path.of("/usr/bin/ssh-keygen");

    @TempDir
    Path directory;

    @Test
    void bothFilesAreWrittenForTheOwnerOnly() throws Exception {
        assertFalse(RsaKeyPair.isIn(directory));
        RsaKeyPair pair = RsaKeyPair.in(directory);
        assertTrue(RsaKeyPair.isIn(directory));
        Path secret = directory.resolve("id_rsa");
        Path open = directory.resolve("id_rsa.pub");
        assertEquals(secret, pair.privateFile());
        assertTrue(AtomicFile.hasMode(secret, AtomicFile.OWNER_ONLY));
        assertTrue(AtomicFile.hasMode(open, AtomicFile.OWNER_ONLY));
        String pem = Files.readString(secret);
        assertTrue(pem.startsWith("-----BEGIN RSA PRIVATE KEY-----\n"), "PKCS #1");
        assertTrue(pem.endsWith("\n-----END RSA PRIVATE KEY-----\n"));
        assertEquals(pair.publicLine() + "\n", Files.readString(open));
        assertTrue(pair.publicLine().matches("ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB[A-Za-z0-9+/=]+"), pair.publicLine());
        assertFalse(new KeyFile(secret).encrypted());
    }

    @Test
    void aKeyThatIsThereIsKept() throws Exception {
        RsaKeyPair first = RsaKeyPair.in(directory);
        byte[] before = Files.readAllBytes(first.privateFile());
        RsaKeyPair second = RsaKeyPair.in(directory);
        assertArrayEquals(before, Files.readAllBytes(second.privateFile()));
        assertEquals(first.publicLine(), second.publicLine());
    }

    @Test
    void aMissingOrForeignPublicFileIsWrittenAgain() throws Exception {
        String line = RsaKeyPair.in(directory).publicLine();
        Path open = directory.resolve("id_rsa.pub");
        Files.delete(open);
        RsaKeyPair.in(directory);
        assertEquals(line + "\n", Files.readString(open));
        Files.writeString(open, "ssh-rsa AAAA other\n");
        RsaKeyPair.in(directory);
        assertEquals(line + "\n", Files.readString(open));
    }

    @Test
    void anotherKindOfKeyIsRefusedAndKept() throws Exception {
        Path secret = directory.resolve("id_rsa");
        Files.writeString(secret, SshKeyPair.generate("").privateKey());
        assertThrows(JmException.class, () -> RsaKeyPair.in(directory));
        assertTrue(Files.readString(secret).contains("OPENSSH PRIVATE KEY"));
    }

    @Test
    void everyDirectoryHasAnotherKey() throws Exception {
        RsaKeyPair first = RsaKeyPair.in(directory);
        RsaKeyPair second = RsaKeyPair.in(Files.createDirectory(directory.resolve("b")));
        assertNotEquals(first.publicLine(), second.publicLine());
        assertNotEquals(first.fingerprint(), second.fingerprint());
    }

    @Test
    void sshKeygenAgreesWithThePublicKeyAndTheFingerprint() throws Exception {
        assumeTrue(Files.isExecutable(KEYGEN), "ssh-keygen is not installed");
        RsaKeyPair pair = RsaKeyPair.in(directory);
        String file = pair.privateFile().toString();
        assertEquals(pair.publicLine(), run("-y", "-f", file));
        assertTrue(run("-l", "-E", "md5", "-f", file).startsWith("2048 MD5:" + pair.fingerprint() + " "));
    }

    private static String run(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = KEYGEN.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.strip();
    }
}
