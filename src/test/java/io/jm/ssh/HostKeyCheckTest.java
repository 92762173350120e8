package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKeyCheckTest {
    private static PublicKey key() throws Exception {
        return KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
    }

    private static String refusal(HostKeyCheck check, PublicKey key) {
        assertFalse(check.verify("fd00::9", 2200, key));
        return Objects.requireNonNull(check.refusal()).getMessage();
    }

    @Test
    void messagesShowIpv6AddressesInBrackets(@TempDir Path directory) throws Exception {
        Path knownHosts = directory.resolve("known_hosts");
        SshTarget target = new SshTarget("box", "fd00::9", 2200, "me", List.of(), HostKeyPolicy.STRICT, knownHosts);
        String unknown = refusal(new HostKeyCheck(target, false), key());
        assertTrue(unknown.startsWith("the host key of \"box\" ([fd00::9]:2200) is not known: "), unknown);
        new KnownHosts(knownHosts, "box").add(KnownHosts.Entry.of(key()));
        String changed = refusal(new HostKeyCheck(target, false), key());
        assertTrue(changed.startsWith("the host key of \"box\" ([fd00::9]:2200) has changed\n"), changed);
    }

    @Test
    void aJumpHostIsCalledSoAndSharesItsFile(@TempDir Path directory) throws Exception {
        Path known = directory.resolve("known_hosts_jump");
        SshTarget target = new SshTarget("[h]:22", "h", 22, "me", List.of(), HostKeyPolicy.STRICT, known);
        String unknown = refusal(new HostKeyCheck(target, true), key());
        assertTrue(unknown.startsWith("the host key of the jump host h:22 is not known: "), unknown);
        new KnownHosts(known, "[h]:22").add(KnownHosts.Entry.of(key()));
        String changed = refusal(new HostKeyCheck(target, true), key());
        assertTrue(changed.endsWith("If it was, delete the lines of [h]:22 in " + known + " and try again"), changed);
    }
}
