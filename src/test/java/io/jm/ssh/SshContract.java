package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import io.jm.testkit.RecordingConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The behaviour that both clients share, against a real OpenSSH server. */
abstract class SshContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    static @Nullable RealSshd started;

    final RealSshd server = Objects.requireNonNull(started);
    final RecordingConsole console = RecordingConsole.withDebug();

    @BeforeAll
    static void start() throws Exception {
        started = RealSshd.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    final Environment environment() {
        String path = Objects.requireNonNull(System.getenv("PATH"));
        return new Environment(Map.of("HOME", directory.toString(), "PATH", path), directory, "jm", false);
    }

    abstract SshExecutor open(SshTarget target);

    final SshExecutor ssh() {
        return open(server.target(server.userKey(), HostKeyPolicy.OFF));
    }

    @Test
    void mergesBothStreams() {
        try (SshExecutor ssh = ssh()) {
            SshReply reply = ssh.run("echo two >&2; sleep 0.05; echo three; exit 7");
            assertEquals(new SshReply(7, "two\nthree\n"), reply);
        }
    }

    @Test
    void keepsTheStreamsApart() {
        try (SshExecutor ssh = ssh()) {
            assertEquals(new SshOutput(7, "three\n", "two\n"), ssh.runApart("cat; echo two >&2; echo three; exit 7"));
            assertEquals(SshReply.LOST, ssh.runApart("kill -9 $$").status());
        }
    }

    @Test
    void aCommandIsNoOptionOfSsh() {
        try (SshExecutor ssh = ssh()) {
            SshOutput output = ssh.runApart("-V");
            assertFalse(output.err().startsWith("OpenSSH") || output.status() == 0, output.err());
        }
    }

    @Test
    void writesInputToTheCommand() {
        try (SshExecutor ssh = ssh()) {
            assertEquals("a'b\nü", ssh.run("cat", "a'b\nü").output());
            assertEquals("", ssh.run("cat").output());
        }
    }

    @Test
    void writesMoreInputThanTheRemoteWindowHolds() {
        // 2 MiB of channel window, 64 KiB in the command's pipe, and half a packet that waits for window space
        int size = (2048 + 64 + 16) * 1024;
        try (SshExecutor ssh = ssh()) {
            assertEquals(
                    Integer.toString(size),
                    ssh.run("sleep 0.5; wc -c", "x".repeat(size)).output().strip());
        }
    }

    @Test
    void allocatesATerminalOnRequest() {
        try (SshExecutor ssh = ssh()) {
            assertTrue(ssh.runOnTerminal("tty").output().startsWith("/dev/"));
            assertFalse(ssh.run("tty").succeeded());
        }
    }

    @Test
    void aSignalIs255() {
        try (SshExecutor ssh = ssh()) {
            assertEquals(255, ssh.run("kill -9 $$").status());
        }
    }

    @Test
    void transfersLargeInputAndOutput() {
        String text = "0123456789abcde\n".repeat(100_000);
        try (SshExecutor ssh = ssh()) {
            assertEquals(text, ssh.run("cat", text).output());
        }
    }

    @Test
    void endlessOutputIsLimited() {
        try (SshExecutor ssh = ssh()) {
            for (String endless : new String[] {"yes", "yes >&2"}) {
                SshException e = assertThrows(SshException.class, () -> ssh.run(endless));
                assertEquals(SshException.Kind.OUTPUT_LIMIT, e.kind());
                assertEquals(
                        "a command on 127.0.0.1:" + server.port() + " printed more than 16 MiB (the limit)",
                        e.getMessage());
            }
            for (String endless : new String[] {"yes", "yes >&2"}) {
                SshException e = assertThrows(SshException.class, () -> ssh.runApart(endless));
                assertEquals(SshException.Kind.OUTPUT_LIMIT, e.kind());
            }
            assertEquals("still there\n", ssh.run("echo still there").output());
        }
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws Exception {
        Path key = directory.resolve("open-" + getClass().getSimpleName());
        Files.writeString(key, "x");
        RealSshd.mode(key, "rw-r--r--");
        try (SshExecutor ssh = open(server.target(key, HostKeyPolicy.OFF))) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertEquals("permissions 0644 for '" + key + "' are too open", e.getMessage());
        }
    }

    @Test
    void refusesAMissingKey() {
        Path key = directory.resolve("nowhere");
        try (SshExecutor ssh = open(server.target(key, HostKeyPolicy.OFF))) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertEquals("stat " + key + ": no such file or directory", e.getMessage());
            assertTrue(e.permanent());
        }
    }

    @Test
    void pinsTheFirstHostKeyAndRefusesAnother() throws Exception {
        SshTarget target = pinned(HostKeyPolicy.PIN);
        Path file = Objects.requireNonNull(target.knownHosts());
        Files.deleteIfExists(file);
        try (SshExecutor ssh = open(target)) {
            assertTrue(ssh.run("true").succeeded());
        }
        String line = Files.readString(file);
        assertTrue(line.startsWith("box ssh-ed25519 "), line);
        try (SshExecutor ssh = open(target)) {
            assertTrue(ssh.run("true").succeeded());
        }
        assertEquals(line, Files.readString(file));
        Path other = server.key("other-" + getClass().getSimpleName(), "ed25519");
        Files.writeString(file, "box " + Files.readString(Path.of(other + ".pub")));
        try (SshExecutor ssh = open(target)) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertTrue(e.permanent());
            assertTrue(e.getMessage().contains("SHA256:"), e.getMessage());
        }
    }

    @Test
    void acceptsOnlyAKnownHostWhenStrict() throws Exception {
        SshTarget target = pinned(HostKeyPolicy.STRICT);
        Path file = Objects.requireNonNull(target.knownHosts());
        Files.deleteIfExists(file);
        try (SshExecutor ssh = open(target)) {
            assertTrue(assertThrows(SshException.class, () -> ssh.run("true")).permanent());
        }
        Files.writeString(file, "box " + Files.readString(directory.resolve("host_ed25519.pub")));
        try (SshExecutor ssh = open(target)) {
            assertTrue(ssh.run("true").succeeded());
        }
    }

    private SshTarget pinned(HostKeyPolicy policy) {
        SshTarget plain = server.target(server.userKey(), policy);
        Path file = directory.resolve("known hosts " + getClass().getSimpleName());
        return new SshTarget("box", plain.host(), plain.port(), plain.user(), plain.keys(), policy, file);
    }
}
