package io.jm.drivers.qemu;

import io.jm.driver.DriverOptions;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.os.Platform;
import io.jm.os.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether QEMU is installed on this computer, and how to install it. */
public final class QemuInstall {
    /** os-release(5) names both, and says that the first one wins. */
    private static final List<Path> OS_RELEASE = List.of(Path.of("/etc/os-release"), Path.of("/usr/lib/os-release"));

    /** The distribution's own name, and those of its relatives, the closest first. */
    private static final Pattern NAMES = Pattern.compile("(?m)^(ID|ID_LIKE)=[\"']?([a-z0-9._ -]*)[\"']?\\s*$");

    private QemuInstall() {}

    /** Returns whether the program that runs machines is in the {@code PATH}. */
    public static boolean isInstalled(Environment environment) {
        return Programs.find(environment, program()) != null;
    }

    /** Returns whether QEMU is installed, or the options of {@code create} name its program. */
    public static boolean isInstalled(Environment environment, DriverOptions options) {
        return !options.text(QemuFlags.PROGRAM).isEmpty() || isInstalled(environment);
    }

    /** Returns the name of the program that runs machines with this computer's processor. */
    public static String program() {
        return program(Platform.current());
    }

    static String program(Platform platform) {
        return "qemu-system-" + (platform.isArm() ? "aarch64" : "x86_64");
    }

    /** Returns the start of a sentence with the command that installs QEMU on this computer. */
    public static String hint(Environment environment) {
        Platform platform = Platform.current();
        return environment.windows()
                ? hint(new Platform(Platform.System.WINDOWS, platform.architecture()), "")
                : hint(platform, osRelease());
    }

    /**
     * Returns the hint for a computer.
     *
     * @param osRelease the content of its os-release file; empty if there is none
     */
    static String hint(Platform platform, String osRelease) {
        String command = switch (platform.system()) {
            case MACOS -> "brew install qemu";
            case WINDOWS -> "winget install SoftwareFreedomConservancy.QEMU";
            case LINUX -> linux(names(osRelease), platform.isArm());
        };
        return command.isEmpty() ? "Install QEMU with this system's package manager" : "Install QEMU: " + command;
    }

    private static String linux(List<String> names, boolean arm) {
        for (String name : names) {
            String command = linux(name, arm);
            if (!command.isEmpty()) {
                return command;
            }
        }
        return "";
    }

    private static String linux(String name, boolean arm) {
        return switch (name) {
            case "debian", "ubuntu" -> "apt install qemu-system-" + (arm ? "arm" : "x86") + " qemu-utils";
            case "fedora" -> "dnf install qemu-kvm qemu-img";
            // there the program has another name, outside of the PATH
            case "rhel", "centos" -> "dnf install qemu-kvm qemu-img (its program is /usr/libexec/qemu-kvm)";
            case "arch" -> "pacman -S " + (arm ? "qemu-system-aarch64 qemu-img" : "qemu-base");
            case "suse", "opensuse" -> "zypper install qemu-" + (arm ? "arm" : "x86") + " qemu-tools";
            case "alpine" -> "apk add qemu-system-" + (arm ? "aarch64" : "x86_64") + " qemu-img";
            default -> "";
        };
    }

    private static List<String> names(String osRelease) {
        List<String> names = new ArrayList<>();
        Matcher line = NAMES.matcher(osRelease);
        while (line.find()) {
            List<String> values = List.of(line.group(2).trim().split(" +", -1));
            names.addAll(line.group(1).equals("ID") ? 0 : names.size(), values);
        }
        return names;
    }

    private static String osRelease() {
        for (Path file : OS_RELEASE) {
            try {
                return BoundedReader.text(file, Limits.SMALL_FILE);
            } catch (IOException e) {
                // the next one, or a hint without a command
                continue;
            }
        }
        return "";
    }
}
