package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserSshConfigTest {
    private static final UserSshConfig PLAIN = new UserSshConfig("box", 22, "me", List.of());

    @Test
    void parsesHostPortUserAndKeys(@TempDir Path home) throws Exception {
        Path key = Files.createFile(home.resolve("special"));
        String text = "user root\nhostname 10.0.0.9\nport 2222\nidentityfile ~/special\nidentityfile ~/gone\n";
        assertEquals(
                new UserSshConfig("10.0.0.9", 2222, "root", List.of(key)),
                UserSshConfig.parse(text, PLAIN, home.toString()));
    }

    @Test
    void defaultKeysAreNotConfiguredKeys() {
        String text = "identityfile ~/.ssh/id_rsa\nidentityfile ~/.ssh/id_ed25519\ncompression no\n";
        assertEquals(PLAIN, UserSshConfig.parse(text, PLAIN, "/home/me"));
    }
}
