package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.os.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real {@code ssh -G} and a configuration of the test's own. */
class SshRoutesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private SshRoute through(String hosts, String configuration) throws Exception {
        Files.writeString(directory.resolve("config"), configuration);
        Environment environment = new Environment(
                Map.of(
                        "PATH",
                        Objects.requireNonNull(System.getenv("PATH")),
                        "HOME",
                        directory.toString(),
                        "MACHINE_SSH_CONFIG",
                        "config"),
                directory,
                "jm",
                false);
        return new SshRoutes(environment, HostKeyPolicy.PIN, directory.resolve("known"))
                .through(JumpHost.parse(hosts), "");
    }

    @Test
    void asksTheConfigurationForWhatIsNotGiven() throws Exception {
        Path key = Files.createFile(directory.resolve("a key"));
        SshRoute route = through(
                "bastion,me@10.0.0.2:2200",
                "Host bastion\n  HostName Gate.example\n  User ops\n  Port 2222\n  IdentityFile \"" + key
                        + "\"\nHost 10.*\n  User nobody\n  Port 99\n");
        SshTarget first = route.jumps().get(0);
        assertEquals("ops@gate.example:2222", SshRoute.place(first));
        assertEquals(List.of(key), first.keys());
        assertEquals("[gate.example]:2222", first.machineName());
        assertEquals(directory.resolve("known"), first.knownHosts());
        assertEquals("me@10.0.0.2:2200", SshRoute.place(route.jumps().get(1)));
        assertEquals("bastion,me@10.0.0.2:2200", JumpHost.text(route.written()));
    }

    @Test
    void goesTheWayToTheFirstHost() throws Exception {
        SshRoute route = through(
                "u@inner,u@last",
                "Host inner\n  ProxyJump u@outer\nHost outer\n  ProxyCommand nc proxy %h %p\nHost last\n  ProxyJump no\n");
        assertEquals("u@outer:22, u@inner:22, u@last:22", route.places());
        assertEquals("nc proxy %h %p", route.proxyCommand());
        assertEquals("u@inner,u@last", JumpHost.text(route.written()));
    }

    @Test
    void aCircleIsAnError() {
        JmException e = assertThrows(
                JmException.class,
                () -> through("a", "Host a\n  ProxyJump b\nHost b\n  ProxyJump c\nHost c\n  ProxyJump b\n"));
        assertEquals("too many jump hosts: at most 8 on the way to a machine", e.getMessage());
    }
}
