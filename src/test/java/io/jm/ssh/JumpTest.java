package io.jm.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import io.jm.testkit.RecordingConsole;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both clients go through real OpenSSH servers to another one; each server accepts only a key of its own. */
class JumpTest {
    private final RecordingConsole console = RecordingConsole.withDebug();
    private final List<RealSshd> started = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private RealSshd machine;

    @SuppressWarnings("NullAway.Init")
    private RealSshd first;

    @BeforeEach
    void start() throws Exception {
        machine = server("machine", "");
        first = server("first", "");
    }

    private RealSshd server(String name, String lines) throws Exception {
        RealSshd server = RealSshd.start(Files.createDirectory(directory.resolve(name)), lines);
        started.add(server);
        return server;
    }

    @AfterEach
    void stop() throws Exception {
        for (RealSshd server : started) {
            server.close();
        }
    }

    private SshTarget jump(RealSshd server, Path key, HostKeyPolicy policy) {
        SshTarget plain = server.target(key, policy);
        return new SshTarget(
                "[127.0.0.1]:" + server.port(),
                plain.host(),
                plain.port(),
                plain.user(),
                plain.keys(),
                policy,
                knownJumps());
    }

    private Path knownJumps() {
        return directory.resolve("known 100% 'j'");
    }

    private SshTarget jump(RealSshd server) {
        return jump(server, server.userKey(), HostKeyPolicy.PIN);
    }

    private SshTarget through(SshTarget... jumps) {
        return machine.target(machine.userKey(), HostKeyPolicy.PIN).via(new SshRoute(List.of(), List.of(jumps), ""));
    }

    private SshExecutor open(boolean system, SshTarget target) {
        return open(system, target, SshTimeouts.defaults());
    }

    private SshExecutor open(boolean system, SshTarget target, SshTimeouts timeouts) {
        String path = Objects.requireNonNull(System.getenv("PATH"));
        Environment environment =
                new Environment(Map.of("HOME", directory.toString(), "PATH", path), directory, "jm", false);
        return system
                ? SystemSsh.of(target, environment)
                : new InProcessSsh(target, timeouts, environment, console.console(), key -> null);
    }

    private SshException failure(boolean system, SshTarget target) {
        try (SshExecutor ssh = open(system, target)) {
            return assertThrows(SshException.class, () -> ssh.run("true"));
        }
    }

    private static String log(RealSshd server) throws Exception {
        return Files.readString(server.directory().resolve("log"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void goesThroughAllHostsInTheirOrder(boolean system) throws Exception {
        RealSshd second = server("second", "");
        // paths are expanded by ssh and read by a shell, in two commands within each other
        Path odd = Files.createDirectory(directory.resolve("a %h 'b' $HOME")).resolve("key");
        Files.copy(first.userKey(), odd, StandardCopyOption.COPY_ATTRIBUTES);
        try (SshExecutor ssh = open(system, through(jump(first, odd, HostKeyPolicy.PIN), jump(second)))) {
            assertEquals(new SshReply(7, "one\ntwo\n"), ssh.run("cat; echo two >&2; exit 7", "one\n"));
            assertEquals(
                    3_000_000,
                    ssh.run("head -c 3000000 /dev/zero | tr '\\0' x").output().length());
        }
        assertTrue(log(first).contains("Accepted publickey"), log(first));
        assertTrue(log(second).contains("Accepted publickey"), log(second));
        List<String> known = Files.readAllLines(knownJumps());
        assertTrue(known.get(0).startsWith("[127.0.0.1]:" + first.port() + " ssh-ed25519 "), known.toString());
        assertEquals(2, known.size(), known.toString());
        assertTrue(Files.readString(machine.directory().resolve("known_hosts")).startsWith("box "));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesAnotherKeyOfAJumpHost(boolean system) throws Exception {
        RealSshd second = server("second", "");
        try (SshExecutor ssh = open(system, through(jump(second)))) {
            ssh.run("true");
        }
        Path known = knownJumps();
        Files.writeString(known, Files.readString(known).replace(":" + second.port() + " ", ":" + first.port() + " "));
        SshException changed = failure(system, through(jump(first)));
        assertEquals(SshException.Kind.HOST_KEY, changed.kind(), changed.getMessage());
        assertTrue(changed.getMessage().contains("127.0.0.1:" + first.port()), changed.getMessage());
        assertFalse(log(first).contains("Accepted publickey"), log(first));
        if (!system) {
            assertTrue(
                    changed.getMessage().startsWith("the host key of the jump host 127.0.0.1:"), changed.getMessage());
            assertTrue(
                    changed.getMessage().contains("delete the lines of [127.0.0.1]:" + first.port() + " in " + known),
                    changed.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void strictAcceptsOnlyAJumpHostThatIsKnown(boolean system) {
        SshTarget strict = jump(first, first.userKey(), HostKeyPolicy.STRICT);
        assertEquals(
                SshException.Kind.HOST_KEY, failure(system, through(strict)).kind());
        try (SshExecutor ssh = open(system, through(jump(first)))) {
            ssh.run("true");
        }
        try (SshExecutor ssh = open(system, through(strict))) {
            assertTrue(ssh.run("true").succeeded());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUnknownJumpHostHidesNoOtherKeyOfTheMachine(boolean system) throws Exception {
        Path recorded = machine.directory().resolve("known_hosts");
        try (SshExecutor ssh = open(system, through(jump(first)).storingNoHostKeys())) {
            assertTrue(ssh.run("true").succeeded());
        }
        assertFalse(Files.exists(recorded));
        assertFalse(Files.exists(knownJumps()));
        Files.writeString(recorded, "box " + Files.readString(first.directory().resolve("host_ed25519.pub")));
        SshException changed = failure(system, through(jump(first)).storingNoHostKeys());
        assertEquals(SshException.Kind.HOST_KEY, changed.kind(), changed.getMessage());
        assertFalse(Files.exists(knownJumps()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesAJumpHostThatIsDead(boolean system) throws Exception {
        first.close();
        SshException dead = failure(system, through(jump(first)));
        assertFalse(dead.permanent());
        assertTrue(dead.getMessage().contains("127.0.0.1:" + first.port()), dead.getMessage());
        if (!system) {
            assertEquals(
                    "the jump host of \"box\": cannot connect to 127.0.0.1:" + first.port() + ": connection refused",
                    dead.getMessage());
            assertEquals(SshException.Kind.JUMP, dead.kind());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesTheJumpHostOfAMachineThatIsDead(boolean system) throws Exception {
        machine.close();
        SshException dead = failure(system, through(jump(first)));
        assertEquals(SshException.Kind.REFUSED, dead.kind(), dead.getMessage());
        assertTrue(dead.getMessage().contains("the jump host "), dead.getMessage());
        assertTrue(dead.getMessage().contains(":" + first.port()), dead.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesAJumpHostThatForbidsTheConnection(boolean system) throws Exception {
        RealSshd closed = server("closed", "PermitOpen 127.0.0.1:1");
        SshException refused = failure(system, through(jump(closed)));
        // ssh does not say that it was forbidden, unless it says much more
        assertEquals(
                system ? SshException.Kind.REFUSED : SshException.Kind.JUMP_REJECTED,
                refused.kind(),
                refused.getMessage());
        assertEquals(!system, refused.permanent());
        assertTrue(refused.getMessage().contains("127.0.0.1:" + closed.port()), refused.getMessage());
    }

    @Test
    void neverOffersTheKeyOfTheMachineToAJumpHost() throws Exception {
        Path stranger = first.key("stranger", "ed25519");
        SshException rejected = failure(false, through(jump(first, stranger, HostKeyPolicy.PIN)));
        assertEquals(SshException.Kind.JUMP_REJECTED, rejected.kind());
        assertTrue(
                rejected.getMessage().startsWith("the jump host of \"box\": authentication failed for "),
                rejected.getMessage());
        assertFalse(Files.exists(knownJumps()), "a key is recorded after the login only");
    }

    @Test
    void connectsAgainAfterALostConnection() {
        try (SshExecutor ssh = open(false, through(jump(first)))) {
            String before = ssh.run("echo $SSH_CONNECTION").output();
            assertEquals(before, ssh.run("echo $SSH_CONNECTION").output());
            assertEquals(255, ssh.run("kill -9 $PPID; sleep 5").status());
            assertNotEquals(before, ssh.run("echo $SSH_CONNECTION").output());
        }
    }

    @Test
    void aMachineThatSaysNothingEndsInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            SshTarget target = new SshTarget(
                            "box", "127.0.0.1", silent.getLocalPort(), "me", List.of(), HostKeyPolicy.OFF, null)
                    .via(new SshRoute(List.of(), List.of(jump(first)), ""));
            SshTimeouts defaults = SshTimeouts.defaults();
            SshTimeouts quick = new SshTimeouts(
                    defaults.connect(), Duration.ofSeconds(2), defaults.keepAlive(), 1, defaults.interval());
            long start = System.nanoTime();
            try (SshExecutor ssh = open(false, target, quick)) {
                SshException late = assertThrows(SshException.class, () -> ssh.run("true"));
                assertEquals(SshException.Kind.TIMEOUT, late.kind(), late.getMessage());
            }
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(30).toNanos());
        }
    }

    @Test
    void closesTheConnectionToTheJumpHost() throws Exception {
        try (SshExecutor ssh = open(false, through(jump(first)))) {
            ssh.run("true");
            assertTrue(first.isServing());
        }
        for (int i = 0; i < 100 && first.isServing(); i++) {
            Thread.sleep(50);
        }
        assertFalse(first.isServing(), log(first));
    }
}
