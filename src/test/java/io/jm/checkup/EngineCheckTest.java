package io.jm.checkup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.checkup.Finding.Level;
import io.jm.driver.Driver;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.SshTargets;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine whose address cannot be reached from this computer. */
class EngineCheckTest {
    private final List<String> commands = new ArrayList<>();
    private SshReply reply = new SshReply(0, "28.2.2\n");
    private boolean throughSsh;
    private String url = "";
    private IssuedStore store;
    private Machine machine;

    @BeforeEach
    void record(@TempDir Path directory) throws IOException {
        store = new IssuedStore(directory);
        machine = store.machine("box", "cloud", "127.0.0.1", 2376, 22);
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "tcp://127.0.0.1:" + closed.getLocalPort();
        }
    }

    private Finding found() {
        MachineDrivers drivers = new MachineDrivers(
                (name, context) -> new IdleDriver(context) {
                    @Override
                    public String url() {
                        return url;
                    }
                },
                store.layout.root(),
                SilentConsole.INSTANCE,
                store.environment(),
                Ticker.system());
        Findings findings = new Findings("box");
        Duration limit = Duration.ofSeconds(5);
        try (Driver driver = drivers.open(machine)) {
            SshTargets targets = new SshTargets(store.layout, store.environment());
            EngineOverSsh overSsh =
                    new EngineOverSsh(store.layout, targets, target -> ssh(), () -> throughSsh, machine, driver, limit);
            new EngineCheck(store.layout, machine, driver, Ticker.system(), "jm", limit, overSsh).run(findings);
        }
        assertEquals(1, findings.count());
        return findings.all().get(0);
    }

    private SshExecutor ssh() {
        if (reply.isLost()) {
            throw new SshException("the jump host of \"box\": no", SshException.Kind.JUMP, null);
        }
        return new SshExecutor() {
            @Override
            public SshReply run(String command) {
                commands.add(command);
                return reply;
            }

            @Override
            public SshReply runOnTerminal(String command) {
                return run(command);
            }

            @Override
            public void close() {}
        };
    }

    private void behindJump() {
        new ExtrasFile(store.layout.extras("box")).setSshJump("ops@bastion:2222");
    }

    @Test
    void withoutALoginOnlyTheConnectionIsAnError() {
        reply = new SshReply(SshReply.LOST, "");
        Finding found = found();
        assertEquals(Level.ERROR, found.level());
        assertTrue(found.message().startsWith("the engine cannot be reached at " + url + ": "), found.message());
        assertNull(found.command());
    }

    @Test
    void anEngineThatSystemdHasStoppedIsStartedByProvision() {
        reply = new SshReply(3, "docker.service is inactive\n");
        stopped("docker.service is inactive");
        assertTrue(commands.get(0).contains("systemctl"), commands.toString());
        new ExtrasFile(store.layout.extras("box")).setAdopted(true);
        assertEquals("jm ssh box sudo systemctl start docker", found().command());
    }

    @Test
    void anEngineThatDockerDoesNotFindIsStartedByProvision() {
        String until28 =
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
        reply = new SshReply(1, until28 + "\n");
        stopped(until28);
        String since29 =
                "failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct"
                        + " and if the daemon is running: dial unix /var/run/docker.sock: connect: no such file or directory";
        reply = new SshReply(1, since29 + "\n");
        stopped(since29);
    }

    private void stopped(String reason) {
        Finding found = found();
        assertEquals(Level.ERROR, found.level());
        assertTrue(found.message().startsWith("the engine is not running on its host: " + reason), found.message());
        assertEquals("jm provision box", found.command());
    }

    @Test
    void provisionInstallsAnEngineThatIsMissing() {
        reply = new SshReply(127, "sh: 1: docker: not found\n");
        Finding found = found();
        assertEquals("there is no docker on its host: sh: 1: docker: not found", found.message());
        assertEquals("jm provision box", found.command());
    }

    @Test
    void anEngineThatRunsAndDoesNotListenIsConfiguredAgain() {
        Finding found = found();
        assertEquals(Level.ERROR, found.level());
        assertEquals(
                "engine 28.2.2 runs on its host, but cannot be reached at " + url + ": dial tcp " + url.substring(6)
                        + ": connect: connection refused",
                found.message());
        assertEquals("jm provision box", found.command());
    }

    @Test
    void behindAJumpHostTheRemedyIsAContextThroughSsh() {
        behindJump();
        Finding found = found();
        assertEquals(Level.WARNING, found.level());
        assertEquals("engine.connect", found.id());
        assertEquals(
                "engine 28.2.2 works, but only SSH goes through the jump host ops@bastion:2222: from here"
                        + " it cannot be reached at " + url + ": dial tcp " + url.substring(6)
                        + ": connect: connection refused",
                found.message());
        assertEquals("jm context create --ssh box", found.command());
        assertTrue(commands.get(0).endsWith("; docker version --format '{{.Server.Version}}'"), commands.toString());
    }

    @Test
    void isInOrderIfAContextLeadsThroughSsh() {
        behindJump();
        throughSsh = true;
        Finding found = found();
        assertEquals(Level.OK, found.level());
        assertEquals("engine 28.2.2, through SSH by the jump host ops@bastion:2222", found.message());
    }

    @Test
    void anEngineThatDoesNotWorkOnItsHostEitherIsAnError() {
        behindJump();
        reply = new SshReply(1, "\nCannot connect to the Docker daemon at unix:///var/run/docker.sock. Is it?\nmore\n");
        Finding found = found();
        assertEquals(Level.ERROR, found.level());
        assertEquals(
                "the engine cannot be used on its host: Cannot connect to the Docker daemon at"
                        + " unix:///var/run/docker.sock. Is it?",
                found.message());
    }

    @Test
    void withoutALoginTheEngineIsNotBlamed() {
        behindJump();
        reply = new SshReply(SshReply.LOST, "");
        Finding found = found();
        assertEquals(Level.SKIPPED, found.level());
        assertEquals(
                "engine: behind the jump host ops@bastion:2222, and SSH does not work: the jump host of \"box\": no",
                found.message());
    }
}
