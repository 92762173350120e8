package io.jm.ssh.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.ssh.HostKeyPolicy;
import io.jm.ssh.RealSshd;
import io.jm.ssh.SshTarget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the copy tests on a server without SFTP, as on boot2docker and small systems. */
class ShellFilesTest extends FileCopyContract {
    @BeforeAll
    static void start() throws Exception {
        started = RealSshd.start(directory, "");
    }

    @Test
    void theSystemsScpFallsBackToItsOldProtocol() throws IOException {
        Files.writeString(here.resolve("a"), "old ways");
        clients(true).copy(local("a"), remote("b"), false, true);
        assertEquals("old ways", Files.readString(there.resolve("b")));
    }

    @Test
    void aPipeIsWrittenToAndNotReplaced() throws Exception {
        Path pipe = there.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        Files.writeString(here.resolve("a"), "through");
        copy(local("a"), remote("pipe"), false);
        assertEquals("through", new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void aServerWhoseSftpProgramIsMissingHasNoSftp() throws Exception {
        Path other = Files.createDirectory(work.resolve("other"));
        try (RealSshd boot2docker = RealSshd.start(other, "Subsystem sftp /nowhere/sftp-server")) {
            Files.writeString(here.resolve("a"), "there");
            SshTarget target = boot2docker.target(boot2docker.userKey(), HostKeyPolicy.OFF);
            copy(local("a"), new CopyEndpoint(target, there + "/b"), false);
        }
        assertEquals("there", Files.readString(there.resolve("b")));
    }

    @Test
    void theMachinesReasonIsReported() throws IOException {
        Files.writeString(here.resolve("a"), "x");
        JmException e = assertThrows(JmException.class, () -> copy(local("a"), remote("nowhere/b"), false));
        assertTrue(e.getMessage().startsWith(there + "/nowhere/b: "), e.getMessage());
    }

    @Test
    void aFullDiskIsReported() throws IOException {
        for (int size : new int[] {1, 3_000_000}) {
            Files.write(here.resolve("a"), new byte[size]);
            JmException e = assertThrows(JmException.class, () -> copy(local("a"), at("/dev/full"), false));
            assertEquals("/dev/full: No space left on device", e.getMessage());
        }
    }
}
