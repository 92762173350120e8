package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessSshTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    static @Nullable RealSshd started;

    private final RealSshd server = Objects.requireNonNull(started);

    @BeforeAll
    static void start() throws Exception {
        started = RealSshd.start(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        if (started != null) {
            started.close();
        }
    }

    private final KeptConsole console = new KeptConsole();

    private InProcessSsh ssh(SshTarget target, String passphrase) {
        Environment environment = new Environment(Map.of("HOME", folder.toString()), folder, "jm", false);
        return new InProcessSsh(
                target,
                SshPatience.standard(),
                environment,
                console.console,
                key -> passphrase.isEmpty() ? null : passphrase.toCharArray());
    }

    private InProcessSsh ssh() {
        return ssh(server.target(server.userKey(), HostKeyPolicy.OFF), "");
    }

    @Test
    void mergesBothStreams() {
        try (InProcessSsh ssh = ssh()) {
            SshReply reply = ssh.run("echo two >&2; sleep 0.05; echo three; exit 7");
            assertEquals(new SshReply(7, "two\nthree\n"), reply);
        }
    }

    @Test
    void feedsTheCommand() {
        try (InProcessSsh ssh = ssh()) {
            assertEquals("a'b\nü", ssh.run("cat", "a'b\nü").output());
            assertEquals("", ssh.run("cat").output());
        }
    }

    @Test
    void givesATerminalWhenAsked() {
        try (InProcessSsh ssh = ssh()) {
            assertTrue(ssh.runOnTerminal("tty").output().startsWith("/dev/"));
            assertFalse(ssh.run("tty").succeeded());
        }
    }

    @Test
    void keepsOneConnectionForManyCommands() {
        try (InProcessSsh ssh = ssh()) {
            String first = ssh.run("echo $SSH_CONNECTION").output();
            assertEquals(first, ssh.run("echo $SSH_CONNECTION").output());
        }
    }

    @Test
    void connectsAgainWhenTheConnectionHasDied() {
        try (InProcessSsh ssh = ssh()) {
            assertEquals(255, ssh.run("kill -9 $PPID; sleep 5").status());
            assertEquals("back\n", ssh.run("echo back").output());
        }
    }

    @Test
    void aSignalIs255() {
        try (InProcessSsh ssh = ssh()) {
            assertEquals(255, ssh.run("kill -9 $$").status());
        }
    }

    @Test
    void takesKeysOfAllKinds() throws Exception {
        for (String type : new String[] {"rsa", "ecdsa", "ed25519"}) {
            for (String format : new String[] {"OpenSSH", "PEM", "PKCS8"}) {
                if (type.equals("ed25519") && !format.equals("OpenSSH")) {
                    continue;
                }
                String name = type + format;
                Path key = format.equals("OpenSSH") ? server.key(name, type) : server.key(name, type, "-m", format);
                server.authorize(Path.of(key + ".pub"));
                try (InProcessSsh ssh = ssh(server.target(key, HostKeyPolicy.OFF), "")) {
                    assertEquals("ok\n", ssh.run("echo ok").output(), name);
                }
            }
        }
    }

    @Test
    void asksForAPassphraseOnce() throws Exception {
        for (String format : new String[] {"RFC4716", "PEM", "PKCS8"}) {
            Path key = server.key("locked" + format, "rsa", "-b", "2048", "-N", "open sesame", "-m", format);
            server.authorize(Path.of(key + ".pub"));
            SshTarget target = server.target(key, HostKeyPolicy.OFF);
            try (InProcessSsh ssh = ssh(target, "open sesame")) {
                assertEquals("ok\n", ssh.run("echo ok").output(), format);
            }
            try (InProcessSsh ssh = ssh(target, "wrong")) {
                SshException e = assertThrows(SshException.class, () -> ssh.run("true"), format);
                assertEquals("wrong passphrase for the key " + key, e.getMessage());
            }
            try (InProcessSsh ssh = ssh(target, "")) {
                SshException e = assertThrows(SshException.class, () -> ssh.run("true"), format);
                assertTrue(e.hopeless());
            }
        }
    }

    @Test
    void saysWhyAKeyIsOfNoUse() throws Exception {
        Path stranger = server.key("stranger", "ed25519");
        try (InProcessSsh ssh = ssh(server.target(stranger, HostKeyPolicy.OFF), "")) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertTrue(e.getMessage().startsWith("authentication failed for "), e.getMessage());
            assertFalse(e.hopeless());
        }
    }

    @Test
    void saysNothingSecretWhileDebugging() throws Exception {
        Path key = server.key("chatty", "rsa", "-b", "2048", "-N", "open sesame", "-m", "PEM");
        server.authorize(Path.of(key + ".pub"));
        try (InProcessSsh ssh = ssh(server.target(key, HostKeyPolicy.PIN), "open sesame")) {
            ssh.run("cat; echo hidden-in-command", "hidden-in-input");
        }
        assertTrue(console.text().contains("ssh: "), console.text());
        String secret = Files.readAllLines(key).get(5);
        for (String hidden : new String[] {"open sesame", "hidden-in", secret}) {
            assertFalse(console.text().contains(hidden), hidden);
        }
    }
}
