package io.jm.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.os.Environment;
import io.jm.ssh.JumpHost;
import io.jm.ssh.SshRoute;
import io.jm.ssh.SshTarget;
import io.jm.testkit.FakeMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshTargetsTest {
    private FakeMachines fake;

    @BeforeEach
    void open(@TempDir Path folder) {
        fake = new FakeMachines(folder);
    }

    private SshTarget target(String url) {
        fake.store.add("m", "none", url);
        Environment environment = fake.environment("jm", "USER", "tester");
        try (Driver driver = fake.machineDrivers(environment).open(fake.store.load("m"))) {
            return new SshTargets(fake.store.layout(), environment).of("m", driver);
        }
    }

    private static String place(SshTarget target) {
        return target.user() + "@" + target.host() + " port " + target.port();
    }

    @Test
    void anAddressForSshNamesUserAndPort() {
        assertEquals("docker@127.0.0.1 port 22001", place(target("ssh://docker@127.0.0.1:22001")));
        assertEquals("me@corp@::1 port 22", place(target("ssh://me%40corp@[::1]/run/docker.sock")));
    }

    @Test
    void anEnginesPortIsNoSshPort() {
        assertEquals(22, target("tcp://me:secret@127.0.0.1:2376").port());
        assertEquals("127.0.0.1", target("https://127.0.0.1:2376/x").host());
    }

    @Test
    void whatTheUserRecordedComesFirst() throws IOException {
        Files.createDirectories(fake.store.layout().machine("m"));
        Files.writeString(fake.store.layout().extras("m"), "{\"none\":{\"ssh\":{\"user\":\"other\",\"port\":2222}}}");
        assertEquals("other@127.0.0.1 port 2222", place(target("ssh://docker@127.0.0.1:22001")));
    }

    @Test
    void aSocketHasNoHostToLogInTo() {
        assertThrows(JmException.class, () -> target("unix:///var/run/docker.sock"));
        assertThrows(JmException.class, () -> target("ssh://h:70000"));
    }

    @Test
    void goesThroughTheRecordedJumpHosts() throws IOException {
        Files.createDirectories(fake.store.layout().machine("m"));
        Files.writeString(fake.store.layout().extras("m"), "{\"sshJump\":\"ops@bastion:2222,last\"}");
        SshRoute route = target("ssh://docker@127.0.0.1:22001").route();
        assertEquals("ops@bastion port 2222", place(route.jumps().get(0)));
        assertEquals("tester@last port 22", place(route.jumps().get(1)));
        assertEquals(fake.store.layout().knownJumpHosts(), route.jumps().get(1).knownHosts());
        assertEquals(List.of(new JumpHost("ops", "bastion", 2222), new JumpHost("", "last", 0)), route.written());
    }

    @Test
    void aRecordedJumpHostIsUntrusted() throws IOException {
        Files.createDirectories(fake.store.layout().machine("m"));
        Files.writeString(fake.store.layout().extras("m"), "{\"sshJump\":\"-oProxyCommand=id\"}");
        JmException refused = assertThrows(JmException.class, () -> target("ssh://docker@127.0.0.1:22001"));
        assertTrue(refused.getMessage().startsWith("invalid jump host \"-oProxyCommand=id\""), refused.getMessage());
    }
}
