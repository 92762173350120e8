package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.console.Streams;
import io.jm.os.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InProcessSshTest extends SshContract {
    @Override
    InProcessSsh open(SshTarget target) {
        return ssh(target, "");
    }

    private InProcessSsh ssh(SshTarget target, String passphrase) {
        return new InProcessSsh(
                target,
                SshTimeouts.defaults(),
                environment(),
                console.console(),
                key -> passphrase.isEmpty() ? null : passphrase.toCharArray());
    }

    @Test
    void keepsOneConnectionForManyCommands() {
        try (SshExecutor ssh = ssh()) {
            String first = ssh.run("echo $SSH_CONNECTION").output();
            assertEquals(first, ssh.run("echo $SSH_CONNECTION").output());
        }
    }

    @Test
    void reconnectsAfterALostConnection() {
        try (SshExecutor ssh = ssh()) {
            assertEquals(255, ssh.run("kill -9 $PPID; sleep 5").status());
            assertEquals("back\n", ssh.run("echo back").output());
        }
    }

    @Test
    void acceptsKeysOfAllFormats() throws Exception {
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
    void detectsAKeysFormatByContentNotByLabel() throws Exception {
        for (String type : new String[] {"rsa", "ecdsa"}) {
            for (String format : new String[] {"PEM", "PKCS8"}) {
                Path key = server.key("labelled" + type + format, type, "-m", format);
                server.authorize(Path.of(key + ".pub"));
                String text = Files.readString(key);
                for (String label : new String[] {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"}) {
                    Files.writeString(key, text.replaceAll("(BEGIN|END) ([A-Z]+ )?PRIVATE KEY", "$1 " + label));
                    try (InProcessSsh ssh = ssh(server.target(key, HostKeyPolicy.OFF), "")) {
                        assertEquals("ok\n", ssh.run("echo ok").output(), type + " " + format + " as " + label);
                    }
                }
            }
        }
    }

    @Test
    void copiesStreamsByteForByte() {
        byte[] bytes = new byte[3_000_000];
        new Random(7).nextBytes(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(new ByteArrayInputStream(bytes), out, err);
        try (InProcessSsh ssh = open(server.target(server.userKey(), HostKeyPolicy.OFF))) {
            int status = ssh.attach(SshArguments.parse(List.of("cat;", "echo", "done", ">&2;", "exit", "9")), streams);
            assertEquals(9, status);
        }
        assertArrayEquals(bytes, out.toByteArray());
        assertEquals("done\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void usesTheAgentIfNoKeyIsGiven() throws Exception {
        Path key = server.key("agent-key", "rsa", "-b", "2048");
        server.authorize(Path.of(key + ".pub"));
        Path socket = directory.resolve("agent");
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
        try {
            for (int i = 0; i < 200 && !Files.exists(socket); i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertEquals(0, add.start().waitFor());
            Environment environment = new Environment(
                    Map.of("HOME", directory.toString(), "SSH_AUTH_SOCK", socket.toString()), directory, "jm", false);
            SshTarget named = server.target(key, HostKeyPolicy.OFF);
            SshTarget target =
                    new SshTarget("box", named.host(), named.port(), named.user(), List.of(), HostKeyPolicy.OFF, null);
            try (InProcessSsh ssh =
                    new InProcessSsh(target, SshTimeouts.defaults(), environment, console.console(), k -> null)) {
                assertTrue(ssh.run("true").succeeded());
            }
        } finally {
            agent.destroy();
        }
    }

    @Test
    void promptsForAPassphraseOnce() throws Exception {
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
                assertTrue(e.permanent());
            }
        }
    }

    @Test
    void reportsWhyAKeyCannotBeUsed() throws Exception {
        Path stranger = server.key("stranger", "ed25519");
        try (InProcessSsh ssh = ssh(server.target(stranger, HostKeyPolicy.OFF), "")) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertTrue(e.getMessage().startsWith("authentication failed for "), e.getMessage());
            assertFalse(e.permanent());
        }
    }

    @Test
    void debugOutputContainsNoSecrets() throws Exception {
        Path key = server.key("chatty", "rsa", "-b", "2048", "-N", "open sesame", "-m", "PEM");
        server.authorize(Path.of(key + ".pub"));
        try (InProcessSsh ssh = ssh(server.target(key, HostKeyPolicy.PIN), "open sesame")) {
            ssh.run("cat; echo hidden-in-command", "hidden-in-input");
        }
        assertTrue(console.all().contains("ssh: "), console.all());
        String secret = Files.readAllLines(key).get(5);
        for (String hidden : new String[] {"open sesame", "hidden-in", secret}) {
            assertFalse(console.all().contains(hidden), hidden);
        }
    }
}
