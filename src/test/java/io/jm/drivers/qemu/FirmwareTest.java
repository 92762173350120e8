package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void theVariablesAreTheOnesNextToTheCode() throws IOException {
        Path variables = file("AAVMF_VARS.fd", "variables");
        assertEquals(variables, Firmware.named(file("AAVMF_CODE.fd", "code")).variables());
        assertNull(Firmware.named(file("other.fd", "code")).variables());
        assertTrue(assertThrows(JmException.class, () -> Firmware.named(directory.resolve("none")))
                .getMessage()
                .contains("--qemu-firmware"));
    }

    @Test
    void aMachineHasAPrivateCopyThatItKeeps() throws IOException {
        Firmware firmware = new Firmware(file("code", "code"), file("vars", "empty"));
        Path copy = directory.resolve("efivars.fd");
        firmware.prepare(copy);
        assertEquals("empty", Files.readString(copy));
        assertTrue(AtomicFile.hasMode(copy, AtomicFile.OWNER_ONLY));
        Files.writeString(copy, "with a boot entry");
        firmware.prepare(copy);
        assertEquals("with a boot entry", Files.readString(copy));
    }

    @Test
    void whatAKilledCopyLeftIsReplaced() throws IOException {
        Path part = file("efivars.fd.part", "longer than the whole");
        new Firmware(file("code", "code"), file("vars", "empty")).prepare(directory.resolve("efivars.fd"));
        assertEquals("empty", Files.readString(directory.resolve("efivars.fd")));
        assertFalse(Files.exists(part));
    }

    @Test
    void aCopyThatFailsLeavesNone() throws IOException {
        Firmware firmware = new Firmware(file("code", "code"), directory.resolve("gone"));
        assertThrows(JmException.class, () -> firmware.prepare(directory.resolve("efivars.fd")));
        assertFalse(Files.exists(directory.resolve("efivars.fd")));
    }
}
