package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.driver.Existence;
import io.jm.driver.MachineSize;
import io.jm.driver.MachineState;
import io.jm.os.AtomicFile;
import io.jm.os.Environment;
import io.jm.os.Platform;
import io.jm.os.ProcessSignals;
import io.jm.qmp.QmpClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The life of a machine as the driver sees it. */
class QemuDriverTest extends QemuDriverFixture {
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
    void aRestartedMachineHasAnotherProcessAndTheSameAddress() {
        QemuDriver driver = created(Map.of());
        String url = driver.url();
        List<Long> before = fake.running();
        reloaded(driver).restart();
        assertEquals(1, fake.running().size());
        assertNotEquals(before, fake.running());
        assertEquals(url, driver.url());
    }

    /** Their QEMU is the fake one for the processor, which refuses the machine types and firmware of the other. */
    @Test
    void machinesOnArmAndOnMacOsHaveTheirOwnCommandLines() throws IOException {
        Path code = Files.writeString(root.resolve("edk2-code.fd"), "code");
        Files.writeString(root.resolve("edk2-vars.fd"), "variables");
        fake.set("accelerators", JsonNodeFactory.instance.arrayNode().add("kvm").add("hvf"));
        fake.set("version", "8.2.1");
        for (Platform.System system : List.of(Platform.System.LINUX, Platform.System.MACOS)) {
            QemuDriver driver = driver(new OpenLogin(), new Platform(system, "arm64"));
            driver.configure(options(
                    Map.of("qemu-accel", "hvf", "qemu-firmware", code.toString(), "qemu-localports", "42400-42999")));
            driver.preCreateCheck();
            driver.create();
            assertEquals(MachineState.RUNNING, driver.state());
            List<List<String>> lines = fake.commandLines();
            List<String> line = lines.get(lines.size() - 1);
            assertEquals("qemu-system-aarch64", line.get(0));
            boolean mac = system == Platform.System.MACOS;
            assertEquals(mac ? "virt,highmem=on" : "virt", line.get(line.indexOf("-machine") + 1));
            assertEquals("hvf", line.get(line.indexOf("-accel") + 1));
            assertEquals("variables", Files.readString(machine.resolve("efivars.fd")));
            assertEquals(mac, driver.ip().equals("127.0.0.1"), driver.ip());
            driver.remove();
            assertEquals(List.of(), fake.running());
        }
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

    @Test
    void aMachineIsGoneWithItsDiskAndItsProcess() throws IOException {
        QemuDriver driver = created(Map.of());
        assertEquals(Existence.EXISTS, driver.existence());
        Files.delete(machine.resolve("disk.qcow2"));
        assertEquals(Existence.EXISTS, driver.existence(), "its process runs");
        driver.kill();
        assertEquals(Existence.GONE, reloaded(driver).existence());
    }
}
