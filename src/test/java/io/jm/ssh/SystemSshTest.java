package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemSshTest extends SshContract {
    @Override
    SshExecutor open(SshTarget target) {
        return SystemSsh.of(target, environment());
    }

    @Test
    void reportsTheErrorOfSshForAClosedPort() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        SshTarget target = new SshTarget(
                "box", "127.0.0.1", port, "me", List.of(), HostKeyPolicy.PIN, directory.resolve("closed"));
        try (SshExecutor ssh = open(target)) {
            SshException e = assertThrows(SshException.class, () -> ssh.run("true"));
            assertTrue(e.getMessage().contains("Connection refused"), e.getMessage());
        }
    }

    @Test
    void callsSshAsDockerMachineDoes() {
        SshTarget target =
                new SshTarget("box", "10.0.0.9", 2222, "me", List.of(Path.of("/k")), HostKeyPolicy.OFF, Path.of("/kh"));
        assertEquals(
                "ssh -F /dev/null -o ConnectionAttempts=3 -o ConnectTimeout=10 -o ControlMaster=no"
                        + " -o ControlPath=none -o LogLevel=quiet -o PasswordAuthentication=no"
                        + " -o ServerAliveInterval=60 -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
                        + " me@10.0.0.9 -o IdentitiesOnly=yes -i /k -p 2222",
                String.join(" ", new OpenSshArguments(target).ssh(Path.of("ssh"), List.of())));
    }

    @Test
    void aSettingOfTheUserReplacesTheDefault() {
        SshTarget target = new SshTarget("box", "h", 22, "me", List.of(), HostKeyPolicy.PIN, Path.of("/kh"));
        String arguments =
                String.join(" ", new OpenSshArguments(target).ssh(Path.of("ssh"), List.of("stricthostkeychecking")));
        assertTrue(!arguments.contains("StrictHostKeyChecking") && arguments.contains("HostKeyAlias=box"), arguments);
    }
}
