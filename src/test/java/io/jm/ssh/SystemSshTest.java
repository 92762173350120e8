package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Programs;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
    void sshExpandsNothingInPaths() throws Exception {
        Path odd = directory.resolve("p%h %%u$HOME");
        SshTarget target = new SshTarget("box", "h", 22, "me", List.of(odd), HostKeyPolicy.PIN, odd);
        List<String> arguments = new OpenSshArguments(target).ssh(Path.of("ssh"), List.of());
        String escaped = "File=\"" + directory + "/p%%h %%%%u$HOME\"";
        assertTrue(arguments.contains("UserKnownHosts" + escaped), arguments.toString());
        assertTrue(arguments.contains("Identity" + escaped), arguments.toString());
        assertFalse(arguments.contains("-i"), arguments.toString());
        List<String> shown = new ArrayList<>(arguments);
        shown.add("-G");
        String settings = new String(Programs.capture(shown, new byte[0]).output(), StandardCharsets.UTF_8);
        assertTrue(settings.contains("\nuserknownhostsfile " + odd + "\n"), settings);
    }

    @Test
    void aPathWithAnEnvironmentVariableIsRefused() {
        Path odd = Path.of("/p${HOME}/k");
        for (SshTarget target : List.of(
                new SshTarget("box", "h", 22, "me", List.of(), HostKeyPolicy.PIN, odd),
                new SshTarget("box", "h", 22, "me", List.of(odd), HostKeyPolicy.OFF, null))) {
            JmException e =
                    assertThrows(JmException.class, () -> new OpenSshArguments(target).ssh(Path.of("ssh"), List.of()));
            assertEquals("the system's ssh programs cannot use a path with ${: /p${HOME}/k", e.getMessage());
        }
    }

    @Test
    void aSettingOfTheUserReplacesTheDefault() {
        SshTarget target = new SshTarget("box", "h", 22, "me", List.of(), HostKeyPolicy.PIN, Path.of("/kh"));
        String arguments =
                String.join(" ", new OpenSshArguments(target).ssh(Path.of("ssh"), List.of("stricthostkeychecking")));
        assertTrue(!arguments.contains("StrictHostKeyChecking") && arguments.contains("HostKeyAlias=box"), arguments);
    }
}
