package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import io.jm.os.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QemuInstallTest {
    @TempDir
    Path folder;

    /** The lines that the distributions have in their os-release files. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ID=debian                                  | amd64 | apt install qemu-system-x86 qemu-utils
            ID=debian                                  | arm64 | apt install qemu-system-arm qemu-utils
            ID=ubuntu;ID_LIKE=debian                   | amd64 | apt install qemu-system-x86 qemu-utils
            ID=linuxmint;ID_LIKE="ubuntu debian"       | amd64 | apt install qemu-system-x86 qemu-utils
            ID_LIKE=ubuntu;ID=pop                      | amd64 | apt install qemu-system-x86 qemu-utils
            ID=fedora                                  | amd64 | dnf install qemu-kvm qemu-img
            ID=rocky;ID_LIKE="rhel centos fedora"      | amd64 | dnf install qemu-kvm qemu-img (its program is /usr/libexec/qemu-kvm)
            ID=rhel;ID_LIKE="fedora"                   | arm64 | dnf install qemu-kvm qemu-img (its program is /usr/libexec/qemu-kvm)
            ID=arch                                    | amd64 | pacman -S qemu-base
            ID=archarm;ID_LIKE=arch                    | arm64 | pacman -S qemu-system-aarch64 qemu-img
            ID="opensuse-leap";ID_LIKE="suse opensuse" | amd64 | zypper install qemu-x86 qemu-tools
            ID='opensuse-tumbleweed';ID_LIKE='opensuse suse' | arm64 | zypper install qemu-arm qemu-tools
            ID=alpine                                  | amd64 | apk add qemu-system-x86_64 qemu-img
            ID=alpine                                  | arm64 | apk add qemu-system-aarch64 qemu-img
            """)
    void theCommandIsThatOfTheDistribution(String osRelease, String architecture, String command) {
        String file = "PRETTY_NAME=\"Any Linux\"\n" + osRelease.replace(';', '\n') + "\nVERSION_ID=\"1\"\n";
        assertEquals(
                "Install QEMU: " + command, QemuInstall.hint(new Platform(Platform.System.LINUX, architecture), file));
    }

    @Test
    void anUnknownSystemGetsNoCommand() {
        Platform linux = new Platform(Platform.System.LINUX, "amd64");
        assertEquals("Install QEMU with this system's package manager", QemuInstall.hint(linux, "ID=haiku\n"));
        assertEquals("Install QEMU with this system's package manager", QemuInstall.hint(linux, ""));
        assertEquals("Install QEMU with this system's package manager", QemuInstall.hint(linux, "ID=$(reboot)\n"));
    }

    @Test
    void macOsAndWindowsHaveOneCommandEach() {
        assertEquals(
                "Install QEMU: brew install qemu",
                QemuInstall.hint(new Platform(Platform.System.MACOS, "arm64"), "ID=debian"));
        assertEquals(
                "Install QEMU: winget install SoftwareFreedomConservancy.QEMU",
                QemuInstall.hint(new Environment(Map.of(), folder, "jm", true)));
    }

    @Test
    void itIsInstalledIfItsProgramIsInThePath() throws IOException {
        Environment environment = new Environment(Map.of("PATH", folder.toString()), folder, "jm", false);
        assertFalse(QemuInstall.isInstalled(environment));
        Path program = Files.writeString(folder.resolve(QemuInstall.program()), "#!/bin/sh\n");
        assertFalse(QemuInstall.isInstalled(environment), "not executable");
        assertTrue(program.toFile().setExecutable(true));
        assertTrue(QemuInstall.isInstalled(environment));
    }
}
