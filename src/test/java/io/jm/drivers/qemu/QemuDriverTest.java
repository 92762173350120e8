package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineSize;
import io.jm.driver.MachineState;
import io.jm.machine.StoreLayout;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.Platform;
import io.jm.os.ProcessSignals;
import io.jm.qmp.QmpClient;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.FakeQemu;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The life of a machine as the driver sees it, over the fake QEMU and a login that always works. */
@Timeout(120)
class QemuDriverTest {
    private static final Platform LINUX = new Platform(Platform.System.LINUX, "amd64");
    private static final int BOOT_SIGNATURE_AT = 510;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private final RecordingConsole lines = new RecordingConsole();

    @SuppressWarnings("NullAway.Init")
    private FakeQemu fake;

    @SuppressWarnings("NullAway.Init")
    private Path machine;

    @BeforeEach
    void prepare() throws IOException {
        fake = new FakeQemu(root);
        machine = new StoreLayout(root).machine("box");
        AtomicFile.createPrivateDirectories(machine);
        try (RandomAccessFile image =
                new RandomAccessFile(root.resolve("disk.raw").toFile(), "rw")) {
            image.setLength(1 << 20);
            image.seek(BOOT_SIGNATURE_AT);
            image.write(new byte[] {0x55, (byte) 0xaa});
        }
    }

    @AfterEach
    void endAll() {
        fake.close();
    }

    private QemuDriver driver() {
        return driver(new OpenLogin());
    }

    private QemuDriver driver(SshExecutor login) {
        Map<String, String> variables = Map.of("PATH", fake.programs() + ":/usr/bin:/bin", "HOME", root.toString());
        Environment environment = new Environment(variables, root, "jm", false);
        DriverContext context = new DriverContext("box", root, lines.console(), environment, Ticker.system());
        return new QemuDriver(context, LINUX, driver -> login);
    }

    /** A login that runs nothing. */
    private static class OpenLogin implements SshExecutor {
        @Override
        public SshReply run(String command) {
            return new SshReply(0, "");
        }

        @Override
        public SshReply runOnTerminal(String command) {
            return run(command);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** The defaults of all options, and a machine that is quickly made. */
    private static DriverOptions options(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>();
        for (CreateFlag flag : QemuFlags.all()) {
            if (flag instanceof CreateFlag.Text text) {
                all.put(flag.name(), text.defaultValue());
            } else if (flag instanceof CreateFlag.Number number) {
                all.put(flag.name(), number.defaultValue());
            }
        }
        all.putAll(Map.of("qemu-image", "disk.raw", "qemu-accel", "tcg", "qemu-no-share", true));
        all.putAll(more);
        return new DriverOptions(all);
    }

    private QemuDriver created(Map<String, Object> more) {
        QemuDriver driver = driver();
        driver.configure(options(more));
        driver.preCreateCheck();
        driver.create();
        return driver;
    }

    /** What another jm process sees: only what config.json has. */
    private QemuDriver reloaded(QemuDriver driver) {
        ObjectNode stored = driver.config();
        QemuDriver other = driver();
        other.load(stored);
        return other;
    }

    private String refusal(Map<String, Object> more) {
        return assertThrows(JmException.class, () -> created(more)).getMessage();
    }

    @Test
    void aMachineRunsUntilItIsStoppedAndStartsAgain() {
        QemuDriver driver = created(Map.of());
        QemuDriver other = reloaded(driver);
        assertEquals(MachineState.RUNNING, other.state());
        assertTrue(other.url().matches("tcp://127\\.42\\.\\d+\\.\\d+:2376"), other.url());
        other.stop();
        assertEquals(MachineState.STOPPED, other.state());
        assertEquals(
                "Host is not running",
                assertThrows(JmException.class, other::url).getMessage());
        other.start();
        assertEquals(MachineState.RUNNING, driver.state());
        assertEquals(1, fake.running().size());
    }

    @Test
    void theFilesOfAMachineAreTheOwnersAlone() throws IOException {
        QemuDriver driver = created(Map.of());
        for (String name : List.of("id_rsa", "known_hosts", "seed.img", "disk.qcow2", "console.log")) {
            assertTrue(AtomicFile.hasMode(machine.resolve(name), AtomicFile.OWNER_ONLY), name);
        }
        assertTrue(Files.readString(machine.resolve("known_hosts")).startsWith("box ssh-ed25519 "));
        assertEquals(machine.resolve("id_rsa").toString(), driver.sshKeyPath());
    }

    @Test
    void aKilledQemuIsAStoppedMachineThatStarts() {
        QemuDriver driver = created(Map.of());
        long pid = fake.running().get(0);
        ProcessSignals.kill(pid);
        ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
        assertEquals(MachineState.STOPPED, driver.state());
        reloaded(driver).start();
        assertEquals(MachineState.RUNNING, driver.state());
    }

    @Test
    void killEndsAMachineThatIgnoresItsMonitor() {
        QemuDriver driver = created(Map.of());
        fake.set("silent", true);
        driver.kill();
        assertEquals(List.of(), fake.running());
        assertEquals(MachineState.STOPPED, driver.state());
    }

    @Test
    void removingARunningMachineLeavesNoProcess() {
        QemuDriver driver = created(Map.of());
        driver.remove();
        assertEquals(List.of(), fake.running());
        driver.remove();
    }

    @Test
    void aFullDiskIsTheReasonOfTheState() {
        QemuDriver driver = created(Map.of());
        fake.set("status", "io-error");
        assertEquals(MachineState.ERROR, driver.state());
        assertTrue(driver.stateReason().contains("disk of this computer is full"), driver.stateReason());
    }

    @Test
    void startLetsAMachineGoOnThatWasStoppedWhereItIs() {
        QemuDriver driver = created(Map.of());
        try (QmpClient monitor = QmpClient.connect(machine.resolve("monitor"), QmpClient.TIMEOUT)) {
            monitor.execute("stop");
        }
        assertEquals(MachineState.PAUSED, driver.state());
        driver.start();
        assertEquals(MachineState.RUNNING, driver.state());
        assertEquals(1, fake.running().size());
    }

    @Test
    void aMachineWhoseDiskIsStillFullDoesNotGoOn() {
        QemuDriver driver = created(Map.of());
        fake.set("status", "io-error");
        String message = assertThrows(JmException.class, driver::start).getMessage();
        assertTrue(message.contains("the disk of this computer is full"), message);
    }

    @Test
    void aMachineThatDoesNotShutDownIsNotKilled() {
        QemuDriver driver = created(Map.of());
        fake.set("powerdownSeconds", 1000);
        Map<String, String> variables = Map.of("PATH", fake.programs().toString(), "MACHINE_STOP_TIMEOUT", "1");
        Environment environment = new Environment(variables, root, "jm", false);
        QemuDriver other = new QemuDriver(
                new DriverContext("box", root, lines.console(), environment, Ticker.system()),
                LINUX,
                login -> new OpenLogin());
        other.load(driver.config());
        String message = assertThrows(JmException.class, other::stop).getMessage();
        assertTrue(message.contains("jm kill box"), message);
        assertEquals(MachineState.RUNNING, driver.state());
    }

    @Test
    void aPortThatIsTakenIsToldAndNotMoved() throws IOException {
        QemuDriver driver = created(Map.of());
        driver.stop();
        try (ServerSocket busy = new ServerSocket(2376, 1, InetAddress.getByName(driver.ip()))) {
            String message = assertThrows(JmException.class, driver::start).getMessage();
            assertEquals(
                    "port " + busy.getLocalPort() + " of " + driver.ip() + " is in use by java (pid "
                            + ProcessHandle.current().pid() + "): end it and start the machine again",
                    message);
        }
        assertEquals(MachineState.STOPPED, driver.state());
        driver.start();
        assertEquals(MachineState.RUNNING, driver.state());
    }

    @Test
    void aPortThatCannotBePublishedIsToldBeforeAnythingExists() throws IOException {
        String holder = " is in use by java (pid " + ProcessHandle.current().pid() + ")";
        InetAddress local = InetAddress.getByName("127.42.203.1");
        try (ServerSocket tcp = new ServerSocket(0, 1, local);
                DatagramSocket udp = new DatagramSocket(0, local)) {
            assertEquals(
                    "--qemu-publish: port " + tcp.getLocalPort() + " of 127.42.203.1" + holder,
                    refusal(Map.of("qemu-publish", List.of("127.42.203.1:" + tcp.getLocalPort() + ":80"))));
            assertEquals(
                    "--qemu-publish: port " + udp.getLocalPort() + " of 127.42.203.1" + holder,
                    refusal(Map.of("qemu-publish", List.of("127.42.203.1:" + udp.getLocalPort() + ":53/udp"))));
        }
        assertEquals(
                "--qemu-publish: port 8080 of 192.0.2.7 cannot be used: this computer does not have the address",
                refusal(Map.of("qemu-publish", List.of("192.0.2.7:8080:80"))));
        try (Stream<Path> files = Files.list(machine)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void theSizeChangesForTheNextStart() {
        QemuDriver driver = created(Map.of());
        driver.resize(new MachineSize(3072, 0, 0));
        String message = assertThrows(JmException.class, () -> driver.resize(new MachineSize(0, 0, 60_000)))
                .getMessage();
        assertTrue(message.contains("stop it first"), message);
        driver.stop();
        driver.resize(new MachineSize(0, 0, 60_000));
        driver.start();
        List<List<String>> starts = fake.commandLines();
        assertTrue(starts.get(starts.size() - 1).contains("3072M"), starts.toString());
        assertTrue(assertThrows(JmException.class, () -> driver.resize(new MachineSize(0, 0, 4096)))
                .getMessage()
                .contains("only grow"));
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingExists() throws IOException {
        assertTrue(refusal(Map.of("qemu-image", "missing.qcow2")).contains("missing.qcow2"));
        assertTrue(refusal(Map.of("qemu-program", "/nowhere/qemu")).contains("--qemu-program"));
        assertTrue(refusal(Map.of("qemu-accel", "xen")).contains("--qemu-accel"));
        assertTrue(refusal(Map.of("qemu-boot2docker-url", "http://x/")).contains("--qemu-image"));
        assertTrue(refusal(Map.of("qemu-network", "bridge")).contains("--qemu-network"));
        assertTrue(refusal(Map.of("qemu-memory", 1L)).contains("--qemu-memory"));
        assertTrue(refusal(Map.of("qemu-listen", "::1")).contains("--qemu-listen"));
        assertTrue(refusal(Map.of("qemu-listen", "0.0.0.0")).contains("--qemu-listen"));
        assertTrue(refusal(Map.of("qemu-share", List.of("/tmp"))).contains("--qemu-no-share"));
        assertTrue(
                refusal(Map.of("qemu-publish", List.of("8080:80", "8080:81"))).contains("8080 twice"));
        assertTrue(refusal(Map.of("qemu-localports", "5")).contains("--qemu-localports"));
        assertTrue(refusal(Map.of("qemu-listen", "010.1.1.1")).contains("must be an IPv4 address"));
        assertTrue(refusal(Map.of("qemu-listen", "192.0.2.7")).contains("not an address of this computer"));
        assertTrue(refusal(Map.of("qemu-userdata", "/nowhere/data")).contains("/nowhere/data"));
        assertTrue(refusal(Map.of("qemu-ssh-user", "a b")).contains("the login \"a b\""));
        try (Stream<Path> files = Files.list(machine)) {
            assertEquals(0, files.count());
        }
        assertEquals(List.of(), fake.running());
    }

    @Test
    void anOldQemuIsRefused() {
        fake.set("version", "5.2.0");
        assertTrue(refusal(Map.of()).contains("jm needs 6.0.0 or later"));
    }

    @Test
    void aQemuThatEndsWhileTheMachineBootsIsToldWithItsConsole() {
        fake.set("bootSeconds", 1000);
        fake.set("console", JsonNodeFactory.instance.arrayNode().add("Kernel panic - not syncing"));
        Thread killer = new Thread(() -> {
            while (!lines.all().contains("Waiting for SSH")) {
                Ticker.system().sleep(Duration.ofMillis(50));
            }
            fake.running().forEach(ProcessSignals::kill);
        });
        killer.setDaemon(true);
        killer.start();
        String message = refusal(Map.of());
        assertTrue(message.contains("QEMU ended while the machine was starting"), message);
        assertTrue(message.contains("Kernel panic"), message);
    }

    @Test
    @Timeout(60)
    void anotherHostKeyIsToldAtOnce() {
        QemuDriver driver = driver(new OpenLogin() {
            @Override
            public SshReply run(String command) {
                throw new SshException("the host key has changed", SshException.Kind.HOST_KEY, null);
            }
        });
        driver.configure(options(Map.of()));
        driver.preCreateCheck();
        assertEquals(
                "the host key has changed",
                assertThrows(SshException.class, driver::create).getMessage());
    }

    @Test
    void aMachineThatWasNotCreatedCompletelyNamesTheCommandThatGoesOn() throws IOException {
        QemuDriver driver = created(Map.of());
        driver.kill();
        int starts = fake.commandLines().size();
        Files.delete(Path.of(driver.sshKeyPath()));
        for (Executable use : List.<Executable>of(driver::start, () -> driver.resize(new MachineSize(0, 0, 60_000)))) {
            String message = assertThrows(JmException.class, use).getMessage();
            assertTrue(message.contains("jm create --resume box"), message);
        }
        assertEquals(starts, fake.commandLines().size());
    }

    @Test
    void theStateOfAMachineWithoutADiskIsUnknown() {
        QemuDriver driver = driver();
        driver.configure(options(Map.of()));
        assertEquals(MachineState.NONE, driver.state());
        assertFalse(driver.stateReason().isEmpty());
    }

    @Test
    void theImageOfAMachineIsInUse() {
        QemuDriver driver = created(Map.of());
        Path image = driver.usedImages().iterator().next();
        assertTrue(image.startsWith(root.resolve("cache")), image.toString());
        assertTrue(Files.isRegularFile(image));
    }
}
