package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The texts are QEMU 7.2's own. */
class QemuFailureTest {
    private static String message(String printed) {
        return QemuFailure.of(printed, 1).getMessage();
    }

    @Test
    void aPortInUseIsNamed() {
        String message =
                message("qemu-system-x86_64: -netdev user,id=net0,hostfwd=tcp:127.42.7.4:2222-:22: Could not set"
                        + " up host forwarding rule 'tcp:127.42.7.4:2222-:22'\n");
        assertTrue(message.startsWith("port 2222 of 127.42.7.4 is in use by another program"), message);
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
    void aLostEntitlementHasItsRemedy() {
        assertTrue(message("qemu-system-aarch64: Error: ret = HV_DENIED (0xfae94007)\nAborted\n")
                .contains("brew reinstall qemu"));
    }

    @Test
    void anythingElseIsRepeatedInOneLine() {
        assertEquals(
                "QEMU failed with exit status 1: qemu-system-x86_64: -foo: invalid option",
                message("warning: x\nqemu-system-x86_64: -foo: invalid option\n"));
    }
}
