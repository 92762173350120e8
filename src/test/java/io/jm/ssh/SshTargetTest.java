package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.ssh.client.SystemCopy;
import io.jm.ssh.copy.CopyEndpoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value from a driver or config.json becomes an option or a line of a configuration file. */
class SshTargetTest {
    private static SshTarget target(String machine, String host, int port, String user, String key) {
        return new SshTarget(machine, host, port, user, List.of(Path.of(key)), HostKeyPolicy.PIN, Path.of("/kh"));
    }

    private static String refusal(String machine, String host, int port, String user, String key) {
        return assertThrows(JmException.class, () -> target(machine, host, port, user, key))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-oProxyCommand=touch evil", "-l", "a b", "h\n  ProxyCommand touch evil", "\u001b[2J", "\0"})
    void aHostOrUserIsOneArgumentAndNotAnOption(String text) {
        assertTrue(refusal("box", text, 22, "me", "/k").startsWith("invalid SSH host: \""));
        assertTrue(refusal("box", "h", 22, text, "/k").startsWith("invalid SSH user: \""));
        assertTrue(assertThrows(
                        JmException.class,
                        () -> target("box", "h", 22, "me", "/k").withUser(text))
                .getMessage()
                .startsWith("invalid SSH user: \""));
    }

    @Test
    void theOtherPartsAreOneLineEach() {
        assertEquals("machine \"box\" has no SSH host", refusal("box", "", 22, "me", "/k"));
        assertEquals("invalid machine name: \"b\\nx\"", refusal("b\nx", "h", 22, "me", "/k"));
        assertEquals("invalid SSH key path: \"/k\\r\"", refusal("box", "h", 22, "me", "/k\r"));
        assertEquals("invalid SSH port: -1", refusal("box", "h", -1, "me", "/k"));
        assertEquals("invalid SSH port: 65536", refusal("box", "h", 65536, "me", "/k"));
    }

    @Test
    void aPathWithQuotesIsRefused() {
        SshTarget target = target("box", "h", 22, "me", "/k\" -o \"ProxyCommand=touch evil");
        CopyEndpoint far = new CopyEndpoint(target, "/f");
        CopyEndpoint here = new CopyEndpoint(null, "f");
        for (String message : List.of(
                message(() -> SystemCopy.scpArguments(List.of("scp"), far, here, false, false)),
                message(() -> SystemCopy.rsyncArguments(Path.of("rsync"), far, here, false, false)),
                message(() -> SystemCopy.scp(List.of("false"), far, far, false, false)))) {
            assertTrue(
                    message.startsWith("the system's ssh programs cannot use a path with double quotes: /k"), message);
        }
    }

    @Test
    void aCommaDoesNotStartAnOptionOfSshfs() {
        CopyEndpoint far = new CopyEndpoint(target("box", "h", 22, "me", "/k,ssh_command=touch"), "/f");
        assertTrue(message(() -> SystemCopy.sshfsArguments(Path.of("sshfs"), far, "mnt"))
                .contains("follows the comma"));
    }

    @Test
    void aSpaceInTheMachineNameDoesNotStartAnOption() {
        CopyEndpoint far = new CopyEndpoint(target("b -oProxyCommand=x", "h", 22, "me", "/k"), "/f");
        CopyEndpoint here = new CopyEndpoint(null, "f");
        assertTrue(message(() -> SystemCopy.rsyncArguments(Path.of("rsync"), far, here, false, false))
                .startsWith("the system's ssh programs cannot use a machine name with spaces"));
    }

    private static String message(Runnable call) {
        return assertThrows(JmException.class, call::run).getMessage();
    }
}
