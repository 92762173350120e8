package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are QEMU 7.2's own. */
class QemuFailureTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private static String message(String printed) {
        return QemuFailure.of(printed, 1).getMessage();
    }

    private static String portMessage(String protocol, String address, int port) {
        String rule = protocol + ":" + address + ":" + port + "-:22";
        return message("qemu-system-x86_64: -netdev user,id=net0,hostfwd=" + rule
                + ": Could not set up host forwarding rule '" + rule + "'\n");
    }

    @Test
    void aPortInUseIsNamedWithTheProgramThatHasIt() throws IOException {
        String program =
                " is in use by java (pid " + ProcessHandle.current().pid() + "): end it and start the machine again";
        InetAddress address = InetAddress.getByName("127.42.7.4");
        try (ServerSocket tcp = new ServerSocket(0, 1, address);
                DatagramSocket udp = new DatagramSocket(0, address)) {
            assertEquals(
                    "port " + tcp.getLocalPort() + " of 127.42.7.4" + program,
                    portMessage("tcp", "127.42.7.4", tcp.getLocalPort()));
            assertEquals(
                    "port " + udp.getLocalPort() + " of 127.42.7.4" + program,
                    portMessage("udp", "127.42.7.4", udp.getLocalPort()));
        }
    }

    @Test
    void aPortThatIsFreeByNowIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.42.7.5"))) {
            port = free.getLocalPort();
        }
        assertEquals(
                "QEMU could not listen on port " + port
                        + " of 127.42.7.5, which is free by now: start the machine again",
                portMessage("tcp", "127.42.7.5", port));
    }

    @Test
    void anAddressThatThisComputerNoLongerHasIsNamed() {
        assertEquals(
                "port 2222 of 192.0.2.7 cannot be used: this computer does not have the address",
                portMessage("tcp", "192.0.2.7", 2222));
    }

    @Test
    void aDiskInUseIsNamed() {
        String message = message("qemu-system-x86_64: -blockdev driver=qcow2: Failed to get \"write\" lock\n"
                + "Is another process using the image [/s/disk.qcow2]?\n");
        assertTrue(message.startsWith("another QEMU uses the disk of this machine"), message);
        assertTrue(message("qemu-system-x86_64: cannot create PID file: Cannot lock pid file\n")
                .startsWith("another QEMU uses the disk of this machine"));
    }

    @Test
    void theProcessThatHasTheDiskIsNamed() throws IOException {
        Path disk = Files.createFile(directory.resolve("disk.qcow2"));
        try (FileChannel open = FileChannel.open(disk)) {
            String message = message("qemu-system-x86_64: -blockdev driver=qcow2: Failed to get \"write\" lock\n"
                    + "Is another process using the image [" + disk + "]?\n");
            assertTrue(open.isOpen());
            assertTrue(
                    message.startsWith("another QEMU, java (pid "
                            + ProcessHandle.current().pid() + "), uses the disk of this machine: "),
                    message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HV_DENIED (0xfae94007)", "HV_ERROR (0xfae94001)"})
    void aLostEntitlementHasItsRemedy(String error) {
        assertTrue(message("qemu-system-aarch64: Error: ret = " + error + "\nAborted\n")
                .contains("brew reinstall qemu"));
    }

    @Test
    void kvmThatCannotBeUsedNamesEmulation() {
        assertEquals(
                "QEMU cannot use KVM: qemu-system-x86_64: failed to initialize kvm: Permission denied;"
                        + " --qemu-accel tcg does without",
                message("Could not access KVM kernel module: Permission denied\n"
                        + "qemu-system-x86_64: failed to initialize kvm: Permission denied\n"));
    }

    @Test
    void aCpuModelThatQemuRefusesHasItsOptionAndItsField() {
        String message = message("qemu-system-x86_64: unable to find CPU model 'nosuch'\n");
        assertTrue(message.contains("unable to find CPU model 'nosuch'"), message);
        assertTrue(message.contains("--qemu-cpu-type") && message.contains("CPUType"), message);
    }

    @Test
    void anythingElseIsRepeatedInOneLine() {
        assertEquals(
                "QEMU failed with exit status 1: qemu-system-x86_64: -foo: invalid option",
                message("warning: x\nqemu-system-x86_64: -foo: invalid option\n"));
    }
}
