package io.jm.drivers.generic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineState;
import io.jm.go.json.JsonReader;
import io.jm.os.Environment;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenericDriverTest {
    private final RecordingConsole lines = new RecordingConsole();
    private final List<String> commands = new ArrayList<>();
    private int bootsSeen;

    @TempDir
    Path root;

    @Test
    void keepsDockerMachineKeysInTheirOrder() {
        GenericDriver driver = configured("192.0.2.5", "");
        assertEquals(
                "{\"IPAddress\":\"192.0.2.5\",\"MachineName\":\"box\",\"SSHUser\":\"root\",\"SSHPort\":22,"
                        + "\"SSHKeyPath\":\"\",\"StorePath\":\"" + root + "\",\"SwarmMaster\":false,\"SwarmHost\":\"\","
                        + "\"SwarmDiscovery\":\"\",\"EnginePort\":2376,\"SSHKey\":\"\"}",
                driver.config().toString());
    }

    @Test
    void needsAnAddress() {
        JmException refusal = assertThrows(JmException.class, () -> configured("", ""));
        assertEquals("generic driver requires the --generic-ip-address option", refusal.getMessage());
    }

    @Test
    void refusesAKeyThatIsNotThere() {
        GenericDriver driver = configured("192.0.2.5", "no-such-key");
        assertEquals(
                "SSH key does not exist: \"no-such-key\"",
                assertThrows(JmException.class, driver::preCreateCheck).getMessage());
    }

    @Test
    void tellsItsOptionsFromItsRecord() {
        Map<String, String> options = new TreeMap<>(Map.of(
                "generic-engine-port", "2376",
                "generic-ip-address", "192.0.2.5",
                "generic-ssh-port", "22",
                "generic-ssh-user", "root"));
        assertEquals(options, configured("192.0.2.5", "relative").recordedOptions());
        options.put("generic-ssh-key", "/keys/a");
        assertEquals(options, configured("192.0.2.5", "/keys/a").recordedOptions());
    }

    @Test
    void takesTheKeyIntoTheMachinesFolder() throws IOException {
        Files.writeString(root.resolve("userkey"), "private");
        Files.createDirectories(root.resolve("machines/box"));
        GenericDriver driver = configured("192.0.2.5", "userkey");

        driver.create();

        Path copy = root.resolve("machines/box/userkey");
        assertEquals("private", Files.readString(copy));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        assertEquals(copy.toString(), driver.sshKeyPath());
        assertTrue(printed().startsWith("(box) Importing SSH key...\n(box) Couldn't copy SSH public key : "));
    }

    @Test
    void givesTheCopyAnotherNameWhereTheFolderHasAFileOfThatName() throws IOException {
        Files.writeString(root.resolve("key.pem"), "private");
        Files.writeString(root.resolve("key.pem.pub"), "public");
        Path folder = Files.createDirectories(root.resolve("machines/box"));
        GenericDriver driver = configured("192.0.2.5", "key.pem");

        driver.create();

        assertEquals(folder.resolve("ssh-key.pem").toString(), driver.sshKeyPath());
        assertEquals("private", Files.readString(folder.resolve("ssh-key.pem")));
        assertEquals("public", Files.readString(folder.resolve("ssh-key.pem.pub")));
        assertFalse(Files.exists(folder.resolve("key.pem")));
    }

    @Test
    void startsWithADefaultWhereTheStoredDataLackAField() {
        String stored =
                "{\"IPAddress\":\"192.0.2.5\",\"SSHUser\":\"root\",\"SSHPort\":2222,\"SSHKey\":null,\"Own\":null}";
        assertEquals(
                "{\"IPAddress\":\"192.0.2.5\",\"MachineName\":\"\",\"SSHUser\":\"root\",\"SSHPort\":2222,"
                        + "\"SSHKeyPath\":\"\",\"StorePath\":\"\",\"SwarmMaster\":false,\"SwarmHost\":\"\","
                        + "\"SwarmDiscovery\":\"\",\"EnginePort\":2376,\"SSHKey\":\"\",\"Own\":null}",
                loaded(stored).config().toString());
    }

    @Test
    void readsKeysInAnyCaseAndHealsAPortThatWasNeverGiven() {
        assertEquals(
                2377,
                loaded("{\"enginePORT\":2377}").config().path("EnginePort").asInt());
        assertEquals(
                2376, loaded("{\"EnginePort\":0}").config().path("EnginePort").asInt());
    }

    @Test
    void isStoppedWhereThePortCannotBe() {
        assertEquals(
                MachineState.STOPPED,
                loaded("{\"IPAddress\":\"192.0.2.5\",\"SSHPort\":70000}").state());
    }

    @Test
    void refusesAPortThatCannotBe() {
        JmException refusal = assertThrows(JmException.class, () -> configured("192.0.2.5", "", 70_000));
        assertEquals("--generic-ssh-port must be a port from 1 to 65535, not 70000", refusal.getMessage());
    }

    private GenericDriver loaded(String stored) {
        GenericDriver driver = driver();
        driver.load((ObjectNode) JsonReader.read(stored));
        return driver;
    }

    @Test
    void isRunningWhenItsSshPortAnswers() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GenericDriver driver = configured("127.0.0.1", "", server.getLocalPort());
            assertEquals(MachineState.RUNNING, driver.state());
            assertEquals("tcp://127.0.0.1:2376", driver.url());
        }
    }

    @Test
    void isStoppedAndHasNoAddressWhenNobodyAnswers() throws IOException {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        GenericDriver driver = configured("127.0.0.1", "", closed);
        assertEquals(MachineState.STOPPED, driver.state());
        assertEquals(
                "Host is not running",
                assertThrows(JmException.class, driver::url).getMessage());
    }

    /** The state of a host behind a jump host whose login fails in a certain way. */
    private MachineState behindJump(SshException.@Nullable Kind failure) throws IOException {
        Path machine = Files.createDirectories(root.resolve("machines/box"));
        Files.writeString(machine.resolve("jm.json"), "{\"sshJump\":\"bastion\"}");
        GenericDriver driver = new GenericDriver(context(), self -> {
            if (failure != null) {
                throw new SshException("no login", failure, null);
            }
            return new Rebooting();
        });
        driver.load(configured("192.0.2.5", "").config());
        MachineState state = driver.state();
        assertEquals(state == MachineState.STOPPED ? "no login" : "", driver.stateReason());
        return state;
    }

    @Test
    void asksAHostBehindAJumpHostThroughSsh() throws IOException {
        assertEquals(MachineState.RUNNING, behindJump(null));
        assertEquals(List.of("exit 0"), commands);
        assertEquals(MachineState.RUNNING, behindJump(SshException.Kind.AUTHENTICATION));
        assertEquals(MachineState.STOPPED, behindJump(SshException.Kind.REFUSED));
        assertEquals(MachineState.STOPPED, behindJump(SshException.Kind.TIMEOUT));
    }

    @Test
    void aDeadJumpHostIsNoStoppedHost() {
        for (SshException.Kind kind :
                List.of(SshException.Kind.JUMP, SshException.Kind.JUMP_REJECTED, SshException.Kind.HOST_KEY)) {
            assertEquals(
                    "no login",
                    assertThrows(SshException.class, () -> behindJump(kind)).getMessage());
        }
    }

    @Test
    void canNeitherStartNorStopAHost() {
        GenericDriver driver = configured("192.0.2.5", "");
        assertEquals(
                "generic driver does not support stop",
                assertThrows(JmException.class, driver::stop).getMessage());
    }

    @Test
    void waitsForAnotherBootAfterARestart() {
        configured("192.0.2.5", "").restart();
        assertEquals(4, bootsSeen, "once before, then until the answer is another one");
        assertTrue(commands.get(2).contains("shutdown -r now"));
    }

    private GenericDriver configured(String address, String key) {
        return configured(address, key, 22);
    }

    private GenericDriver configured(String address, String key, long port) {
        GenericDriver driver = driver();
        driver.configure(new DriverOptions(Map.of(
                "generic-ip-address", address,
                "generic-ssh-key", key,
                "generic-ssh-user", "root",
                "generic-ssh-port", port,
                "generic-engine-port", 2376L)));
        return driver;
    }

    private GenericDriver driver() {
        return new GenericDriver(context(), self -> new Rebooting());
    }

    private DriverContext context() {
        return new DriverContext(
                "box", root, lines.console(), new Environment(Map.of(), root, "jm", false), new StillTicker());
    }

    private String printed() {
        return lines.out();
    }

    /** A host that answers with its old boot twice before it goes down. */
    private final class Rebooting implements SshExecutor {
        @Override
        public SshReply run(String command) {
            commands.add(command);
            if (command.contains("boot_id")) {
                bootsSeen++;
                return new SshReply(0, bootsSeen <= 3 ? "old" : "new");
            }
            return new SshReply(0, "");
        }

        @Override
        public SshReply runOnTerminal(String command) {
            return run(command);
        }

        @Override
        public void close() {}
    }

    private static final class StillTicker implements Ticker {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public void sleep(Duration duration) {}
    }
}
