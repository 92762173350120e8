package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineSize;
import io.jm.driver.MachineState;
import io.jm.os.Environment;
import io.jm.os.ProcessSignals;
import io.jm.ssh.SshException;
import io.jm.ssh.SshReply;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What the driver refuses, and what it says of a start that fails. */
class QemuRefusalTest extends QemuDriverFixture {
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
    void aMissingProgramHasTheCommandThatInstallsIt() throws IOException {
        Environment environment = new Environment(Map.of("PATH", fake.programs().toString()), root, "jm", false);
        DriverContext context = new DriverContext("box", root, lines.console(), environment, Ticker.system());
        QemuDriver driver = new QemuDriver(context, LINUX, login -> new OpenLogin());
        driver.configure(options(Map.of()));
        Files.delete(fake.programs().resolve("qemu-img"));
        String img = assertThrows(JmException.class, driver::preCreateCheck).getMessage();
        assertTrue(img.startsWith("qemu-img was not found. Install QEMU"), img);
        assertFalse(img.contains("--qemu-program"), "it names another program: " + img);
        Files.delete(fake.programs().resolve("qemu-system-x86_64"));
        String system = assertThrows(JmException.class, driver::preCreateCheck).getMessage();
        assertTrue(system.startsWith("qemu-system-x86_64 was not found. Install QEMU"), system);
        assertTrue(system.endsWith(", or name it with --qemu-program"), system);
    }

    @Test
    void aDiskThatAnotherQemuHasIsToldWithItsProcess() throws IOException {
        QemuDriver driver = created(Map.of());
        long pid = fake.running().get(0);
        // a user deleted it, so that the one that runs is not found
        Files.delete(machine.resolve("qemu.pid"));
        assertEquals(MachineState.STOPPED, driver.state());
        QemuDriver other = driver();
        other.load(driver.config().put("Listen", "127.42.203.9").put("IPAddress", "127.42.203.9"));
        String message = assertThrows(JmException.class, other::start).getMessage();
        assertTrue(message.startsWith("another QEMU, python3 (pid " + pid + "), uses the disk"), message);
        assertEquals(List.of(pid), fake.running());
    }

    @Test
    void anOldQemuIsRefused() {
        fake.set("version", "5.2.0");
        assertTrue(refusal(Map.of()).contains("jm needs 6.0.0 or later"));
    }

    @Test
    void aKvmThatIsGoneIsTold() {
        QemuDriver driver = created(Map.of());
        driver.stop();
        fake.set("accelerators", JsonNodeFactory.instance.arrayNode().add("tcg"));
        QemuDriver other = driver();
        other.load(driver.config().put("Accel", "kvm").put("CPUType", "host"));
        String message = assertThrows(JmException.class, other::start).getMessage();
        assertTrue(message.startsWith("QEMU cannot use KVM: "), message);
        assertEquals(MachineState.STOPPED, other.state());
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
    void anEditedValueThatIsOfNoUseIsToldAndStartsNothing() {
        QemuDriver driver = created(Map.of());
        ObjectNode edited = driver.config().put("Memory", -5);
        QemuDriver other = driver();
        other.load(edited);
        String message =
                "Memory in " + machine.resolve("config.json") + " must be a number from 256 to 1073741824, not -5";
        assertEquals(message, assertThrows(JmException.class, other::restart).getMessage());
        assertEquals(MachineState.RUNNING, other.state(), "it was not stopped either");
        other.stop();
        int starts = fake.commandLines().size();
        assertEquals(message, assertThrows(JmException.class, other::start).getMessage());
        assertEquals(starts, fake.commandLines().size());
        other.resize(new MachineSize(1024, 0, 0));
        other.start();
        assertEquals(MachineState.RUNNING, other.state());
    }

    @Test
    void aMachineWithAnEditedShareIsStillRemoved() {
        QemuDriver driver = created(Map.of());
        ObjectNode edited = driver.config().put("ShareType", "virtiofs");
        edited.putArray("Shares").add(":ro");
        QemuDriver other = driver();
        other.load(edited);
        other.kill();
        String message = assertThrows(JmException.class, other::start).getMessage();
        assertTrue(message.startsWith("Shares in " + machine.resolve("config.json") + ": "), message);
        other.remove();
        assertEquals(List.of(), fake.running());
    }

    /** As on the computer where QEMU 7.2 was tried with KVM. */
    @Test
    void aProcessorThatRefusesOneRegisterIsTriedWithoutIt() {
        ArrayNode refused = JsonNodeFactory.instance.arrayNode().add("host");
        fake.set("refusedCpus", refused);
        QemuDriver driver = driver();
        driver.configure(options(Map.of("qemu-cpu-type", "host")));
        driver.preCreateCheck();
        QemuDriver other = driver();
        // the accelerator is that of a computer with KVM, which this one need not have
        other.load(driver.config().put("Accel", "kvm"));
        other.create();
        assertEquals(MachineState.RUNNING, other.state());
        assertEquals("host,-arch-capabilities", other.config().path("CPUType").asText());
        assertEquals(List.of("host", "host,-arch-capabilities"), cpuModels());
        QemuDriver later = reloaded(other);
        later.stop();
        later.start();
        assertEquals(3, cpuModels().size(), "the next start knows it");

        later.stop();
        fake.set("refusedCpus", refused.add("host,-arch-capabilities"));
        String message = assertThrows(JmException.class, later::start).getMessage();
        assertTrue(message.contains("name another CPU model with --qemu-cpu-type"), message);
        assertEquals(4, cpuModels().size());
        assertEquals(MachineState.STOPPED, later.state());
    }

    private List<String> cpuModels() {
        return fake.commandLines().stream()
                .filter(line -> line.contains("-cpu"))
                .map(line -> line.get(line.indexOf("-cpu") + 1))
                .toList();
    }
}
