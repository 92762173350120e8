package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.os.PrivateFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshKeyPairTest {
    @TempDir
    Path directory;

    @Test
    void keysAreInTheFormatsOfOpenSsh() {
        SshKeyPair pair = SshKeyPair.generate("me@box");
        assertTrue(pair.privateKey()
                .matches("-----BEGIN OPENSSH PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,70}\n)+"
                        + "-----END OPENSSH PRIVATE KEY-----\n"));
        assertTrue(
                pair.publicLine().matches("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43} me@box"),
                pair.publicLine());
        assertTrue(SshKeyPair.generate("").publicLine().matches("ssh-ed25519 [A-Za-z0-9+/]{68}"));
    }

    @Test
    void everyKeyIsAnotherOne() {
        assertNotEquals(
                SshKeyPair.generate("").publicLine(), SshKeyPair.generate("").publicLine());
    }

    @Test
    void theSecretIsNotInTheText() {
        SshKeyPair pair = SshKeyPair.generate("me");
        assertFalse(pair.toString().contains(pair.privateKey().substring(40, 60)));
    }

    @Test
    void ourReaderFindsNoPassphrase() throws Exception {
        assertFalse(new KeyFile(written(SshKeyPair.generate("me"))).encrypted());
    }

    @Test
    void sshKeygenDerivesTheSamePublicKey() throws Exception {
        Path program = Path.of("/usr/bin/ssh-keygen");
        assumeTrue(Files.isExecutable(program), "ssh-keygen is not installed");
        SshKeyPair pair = SshKeyPair.generate("");
        Process process = new ProcessBuilder(
                        program.toString(), "-y", "-f", written(pair).toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(pair.publicLine(), output.strip());
    }

    private Path written(SshKeyPair pair) throws Exception {
        Path file = directory.resolve("key");
        PrivateFile.create(file, pair.privateKey().getBytes(StandardCharsets.US_ASCII));
        return file;
    }
}
