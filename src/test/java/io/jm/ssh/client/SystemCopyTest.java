package io.jm.ssh.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.ssh.HostKeyPolicy;
import io.jm.ssh.SshRoute;
import io.jm.ssh.SshTarget;
import io.jm.ssh.copy.CopyEndpoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SystemCopyTest {
    private static final SshTarget BOX =
            new SshTarget("box", "10.0.0.9", 2222, "me", List.of(Path.of("/a b/k")), HostKeyPolicy.OFF, Path.of("/kh"));
    private static final CopyEndpoint THERE = new CopyEndpoint(BOX, "/r");
    private static final String CHECKS =
            "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=quiet";

    private static String line(List<String> arguments) {
        return String.join(" ", arguments);
    }

    @Test
    void scpIsCalledAsByDockerMachine() {
        assertEquals(
                "scp " + CHECKS
                        + " -3 -r -q -o IdentitiesOnly=yes -o Port=2222 -o IdentityFile=\"/a b/k\" /l me@10.0.0.9:/r",
                line(SystemCopy.scpArguments(List.of("scp"), new CopyEndpoint(null, "/l"), THERE, true, true)));
    }

    @Test
    void aLocalNameWithAColonIsNotAMachine() {
        List<String> arguments =
                SystemCopy.scpArguments(List.of("scp"), new CopyEndpoint(null, "a:b"), THERE, false, false);
        assertEquals("./a:b", arguments.get(arguments.size() - 2));
    }

    @Test
    void rsyncGetsItsSshCommandInOneArgument() {
        List<String> arguments =
                SystemCopy.rsyncArguments(Path.of("rsync"), THERE, new CopyEndpoint(null, "/l"), true, false);
        assertEquals("--progress", arguments.get(1));
        assertEquals(
                "ssh " + CHECKS + " -o IdentitiesOnly=yes -o Port=2222 -o 'IdentityFile=\"/a b/k\"'", arguments.get(3));
        assertEquals(List.of("-r", "me@10.0.0.9:/r", "/l"), arguments.subList(4, 7));
    }

    @Test
    void rsyncKeepsAPathWithBlanksAndQuotesTogether() {
        Path odd = Path.of("/a b's/k");
        SshTarget target = new SshTarget("box", "h", 22, "me", List.of(), HostKeyPolicy.PIN, odd);
        String command = SystemCopy.rsyncArguments(
                        Path.of("rsync"), new CopyEndpoint(target, "/r"), new CopyEndpoint(null, "/l"), false, true)
                .get(2);
        assertTrue(command.contains(" -o 'UserKnownHostsFile=\"/a b''s/k\"' "), command);
    }

    @Test
    void allGoThroughTheJumpHosts() {
        SshTarget jump = new SshTarget(
                "[b]:2200", "b", 2200, "ops", List.of(Path.of("/j k")), HostKeyPolicy.PIN, Path.of("/kj"));
        CopyEndpoint from = new CopyEndpoint(BOX.via(new SshRoute(List.of(), List.of(jump), "")), "/r");
        CopyEndpoint here = new CopyEndpoint(null, "/l");
        String proxy = "ProxyCommand=ssh -F /dev/null -o ConnectTimeout=10 -o ControlPath=none -o LogLevel=ERROR"
                + " -o PasswordAuthentication=no -o ServerAliveInterval=60 -o StrictHostKeyChecking=accept-new"
                + " -o 'UserKnownHostsFile=\"/kj\"' -o 'HostKeyAlias=[b]:2200' -o IdentitiesOnly=yes -i '/j k'"
                + " -p 2200 -W '[%h]:%p' ops@b";
        assertTrue(SystemCopy.scpArguments(List.of("scp"), from, here, false, false)
                .contains(proxy));
        assertTrue(SystemCopy.sshfsArguments(Path.of("sshfs"), from, "/m").contains(proxy));
        String rsync = SystemCopy.rsyncArguments(Path.of("rsync"), from, here, false, true)
                .get(2);
        assertTrue(rsync.contains(" -o '" + proxy.replace("'", "''") + "' "), rsync);
    }

    @Test
    void sshfsGetsTheKeyWithoutQuotes() {
        assertEquals(
                "sshfs " + CHECKS + " -o IdentitiesOnly=yes -o Port=2222 -o IdentityFile=/a b/k me@10.0.0.9:/r /l",
                line(SystemCopy.sshfsArguments(Path.of("sshfs"), THERE, "/l")));
    }

    @Test
    void tokensOfSshInPathsAreEscapedForEveryProgram() {
        Path odd = Path.of("/p%h/k");
        SshTarget target = new SshTarget("box", "h", 22, "me", List.of(odd), HostKeyPolicy.PIN, odd);
        CopyEndpoint there = new CopyEndpoint(target, "/r");
        CopyEndpoint here = new CopyEndpoint(null, "/l");
        for (List<String> arguments : List.of(
                SystemCopy.scpArguments(List.of("scp"), there, here, false, false),
                SystemCopy.rsyncArguments(Path.of("rsync"), there, here, false, false),
                SystemCopy.sshfsArguments(Path.of("sshfs"), there, "/l"))) {
            String line = line(arguments).replace("\"", "");
            assertTrue(line.contains("UserKnownHostsFile=/p%%h/k"), line);
            assertTrue(line.contains("IdentityFile=/p%%h/k"), line);
        }
    }

    @Test
    void aLocalNameLikeAnOptionIsAName() {
        CopyEndpoint odd = new CopyEndpoint(null, "--rsh=touch x");
        for (List<String> arguments : List.of(
                SystemCopy.scpArguments(List.of("scp"), THERE, odd, false, false),
                SystemCopy.rsyncArguments(Path.of("rsync"), THERE, odd, false, false),
                SystemCopy.sshfsArguments(Path.of("sshfs"), THERE, odd.path()),
                SystemCopy.unmountArguments(Path.of("fusermount"), odd.path()))) {
            assertEquals("./--rsh=touch x", arguments.get(arguments.size() - 1));
        }
        assertEquals(List.of("/bin/umount", "./-o"), SystemCopy.unmountArguments(Path.of("/bin/umount"), "-o"));
        assertEquals(List.of("fusermount", "-u", "/l"), SystemCopy.unmountArguments(Path.of("fusermount"), "/l"));
    }

    @Test
    void anIpv6AddressIsInBrackets() {
        SshTarget six = new SshTarget("box", "fd00::1", 22, "me", List.of(), HostKeyPolicy.OFF, null);
        List<String> arguments = SystemCopy.scpArguments(
                List.of("scp"), new CopyEndpoint(six, "/r"), new CopyEndpoint(null, "/l"), false, false);
        assertEquals("me@[fd00::1]:/r", arguments.get(arguments.size() - 2));
    }
}
