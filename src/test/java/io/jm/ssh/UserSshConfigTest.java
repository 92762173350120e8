package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserSshConfigTest {
    private static final UserSshConfig PLAIN = new UserSshConfig("box", 22, "me", List.of(), List.of(), "");

    @Test
    void parsesHostPortUserAndKeys(@TempDir Path home) throws Exception {
        Path key = Files.createFile(home.resolve("special"));
        String text = "user root\nhostname 10.0.0.9\nport 2222\nidentityfile ~/special\nidentityfile ~/gone\n";
        assertEquals(
                new UserSshConfig("10.0.0.9", 2222, "root", List.of(key), List.of(), ""),
                UserSshConfig.parse(text, PLAIN, home.toString()));
    }

    @Test
    void defaultKeysAreNotConfiguredKeys() {
        String text = "identityfile ~/.ssh/id_rsa\nidentityfile ~/.ssh/id_ed25519\ncompression no\n";
        assertEquals(PLAIN, UserSshConfig.parse(text, PLAIN, "/home/me"));
    }

    @Test
    void aConfiguredKeyMayHaveANameLikeADefaultOne(@TempDir Path home) throws Exception {
        Path key = Files.createFile(Files.createDirectory(home.resolve(".ssh")).resolve("id_work"));
        assertEquals(
                List.of(key),
                UserSshConfig.parse("identityfile ~/.ssh/id_work\n", PLAIN, home.toString())
                        .keys());
    }

    @Test
    void parsesProxySettings() {
        UserSshConfig jumps = UserSshConfig.parse("proxyjump ops@bastion,[127.0.0.1]:2222\n", PLAIN, null);
        assertEquals(List.of(new JumpHost("ops", "bastion", 0), new JumpHost("", "127.0.0.1", 2222)), jumps.jumps());
        assertEquals(
                "nc -x p %h %p",
                UserSshConfig.parse("proxycommand nc -x p %h %p\n", PLAIN, null).proxyCommand());
        assertEquals(PLAIN, UserSshConfig.parse("proxycommand none\nproxyjump none\n", PLAIN, null));
    }

    @Test
    void anUnusableFileOfTheUserIsAnError(@TempDir Path directory) throws Exception {
        String path = Objects.requireNonNull(System.getenv("PATH"));
        Environment given =
                new Environment(Map.of("PATH", path, "MACHINE_SSH_CONFIG", "no such file"), directory, "jm", false);
        assertEquals(
                "cannot read the ssh configuration " + directory.resolve("no such file")
                        + " (--ssh-config or MACHINE_SSH_CONFIG)",
                assertThrows(JmException.class, () -> UserSshConfig.of("box", given))
                        .getMessage());
        Files.writeString(directory.resolve("no such file"), "NoSuchKeyword yes\n");
        JmException wrong = assertThrows(JmException.class, () -> UserSshConfig.of("box", given));
        assertTrue(
                wrong.getMessage().startsWith("ssh cannot use the configuration no such file: "), wrong.getMessage());
        assertTrue(wrong.getMessage().contains("nosuchkeyword"), wrong.getMessage());
        Environment without =
                new Environment(Map.of("PATH", "/nowhere", "MACHINE_SSH_CONFIG", "c"), directory, "jm", false);
        assertEquals(
                "You must have a copy of the ssh binary locally to use --ssh-config",
                assertThrows(JmException.class, () -> UserSshConfig.of("box", without))
                        .getMessage());
    }
}
