package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.os.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorTest {
    private static final Platform AMD64 = new Platform(Platform.System.LINUX, "amd64");
    private static final Platform ARM64 = new Platform(Platform.System.LINUX, "arm64");
    private static final Path PROGRAM = Path.of("/usr/bin/qemu-system-x86_64");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Accelerator accelerator(Platform platform, String cpuFlags) throws IOException {
        Path cpuInfo = directory.resolve("cpuinfo");
        Files.writeString(cpuInfo, "processor\t: 0\nflags\t\t: fpu " + cpuFlags + " de\n");
        Environment environment = new Environment(Map.of("USER", "ann"), directory, "jm", false);
        return new Accelerator(platform, environment, directory.resolve("kvm"), cpuInfo);
    }

    private String refusal(Accelerator accelerator, String wanted) {
        return assertThrows(JmException.class, () -> accelerator.choose(wanted, PROGRAM))
                .getMessage();
    }

    @Test
    void kvmIsUsedWhereTheProcessorHasIt() throws IOException {
        Files.createFile(directory.resolve("kvm"));
        assertEquals("kvm", accelerator(AMD64, "vmx").choose("auto", PROGRAM));
        assertEquals("kvm", accelerator(AMD64, "svm").choose("auto", PROGRAM));
        assertEquals("kvm", accelerator(ARM64, "").choose("auto", PROGRAM));
    }

    @Test
    void withoutTheDeviceEmulationIsNamedAndNotTaken() throws IOException {
        String message = refusal(accelerator(AMD64, "vmx"), "auto");
        assertTrue(message.contains("no hardware virtualization"), message);
        assertTrue(message.contains("--qemu-accel tcg"), message);
    }

    @Test
    void aDeviceWithoutTheProcessorsHelpIsNotTakenByItself() throws IOException {
        Files.createFile(directory.resolve("kvm"));
        assertTrue(refusal(accelerator(AMD64, "svmx novmx"), "auto").contains("neither vmx nor svm"));
        assertEquals("kvm", accelerator(AMD64, "").choose("kvm", PROGRAM));
    }

    @Test
    void aDeviceThatTheUserMayNotOpenNamesItsGroup() throws IOException {
        // a directory cannot be opened for writing by anybody, root included
        Files.createDirectory(directory.resolve("kvm"));
        String message = refusal(accelerator(AMD64, "vmx"), "auto");
        assertTrue(message.contains("sudo usermod -aG "), message);
        assertTrue(message.contains(" ann, and log in again"), message);
    }

    @Test
    void emulationIsTakenOnlyWhenAskedFor() throws IOException {
        assertEquals("tcg", accelerator(AMD64, "").choose("tcg", PROGRAM));
        assertEquals("max,la57=off", accelerator(AMD64, "").cpuModel("tcg"));
        assertEquals("max", accelerator(ARM64, "").cpuModel("tcg"));
        assertEquals("host", accelerator(AMD64, "").cpuModel("kvm"));
    }

    @Test
    void windowsHasTheRemedyWhereItsHypervisorIsOff() throws IOException {
        Path program = directory.resolve("qemu");
        Files.writeString(program, "#!/bin/sh\necho Accelerators supported in QEMU binary:\necho tcg\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Accelerator accelerator = accelerator(new Platform(Platform.System.WINDOWS, "amd64"), "");
        String message = assertThrows(JmException.class, () -> accelerator.choose("auto", program))
                .getMessage();
        assertTrue(message.contains("-FeatureName HypervisorPlatform"), message);
        Files.writeString(program, "#!/bin/sh\necho whpx\n");
        assertEquals("whpx", accelerator.choose("auto", program));
        assertEquals("qemu64", accelerator.cpuModel("whpx"));
    }

    @Test
    void anotherNameIsRefused() throws IOException {
        assertTrue(refusal(accelerator(AMD64, ""), "xen").contains("--qemu-accel"));
    }
}
