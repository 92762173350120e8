package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.os.BoundedReader;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.os.Platform;
import io.jm.os.Programs;
import io.jm.os.Setting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides how QEMU runs the machine's processor, and refuses what this computer cannot do. */
final class Accelerator {
    static final String TCG = "tcg";
    static final Set<String> NAMES = Set.of("kvm", "hvf", "whpx", "nvmm", TCG);

    private static final Pattern VIRTUALIZATION = Pattern.compile("(?m)^flags\\s*:.*\\b(vmx|svm)\\b");

    private final Platform platform;
    private final Environment environment;
    private final Path kvm;
    private final Path cpuInfo;

    Accelerator(Platform platform, Environment environment) {
        this(platform, environment, Path.of("/dev/kvm"), Path.of("/proc/cpuinfo"));
    }

    /** For tests, with other files for the KVM device and the description of the processor. */
    Accelerator(Platform platform, Environment environment, Path kvm, Path cpuInfo) {
        this.platform = platform;
        this.environment = environment;
        this.kvm = kvm;
        this.cpuInfo = cpuInfo;
    }

    /**
     * Returns the name of the accelerator.
     *
     * @param wanted the name that the user specified, or {@code auto}
     * @param program QEMU
     * @throws JmException with the remedy if the computer has none
     */
    String choose(String wanted, Path program) {
        return switch (wanted) {
            case TCG, "nvmm", "hvf", "whpx" -> wanted;
            case "kvm" -> kvm(false);
            case "auto" -> auto(program);
            default ->
                throw new JmException("--" + QemuFlags.ACCELERATOR
                        + " must be auto, kvm, hvf, whpx, nvmm or tcg, not \"" + wanted + "\"");
        };
    }

    /** Returns the CPU model that goes with an accelerator. */
    String cpuModel(String accelerator) {
        return switch (accelerator) {
            // 57-bit addresses make an emulated page walk longer
            case TCG -> platform.isArm() ? "max" : "max,la57=off";
            case "whpx" -> "qemu64";
            default -> "host";
        };
    }

    private String auto(Path program) {
        return switch (platform.system()) {
            case LINUX -> kvm(true);
            case MACOS -> hvf();
            default -> whpx(program);
        };
    }

    private String kvm(boolean processorToo) {
        if (!Files.exists(kvm)) {
            throw none("no " + kvm);
        }
        try (FileChannel device = FileChannel.open(kvm, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            // inside a virtual machine the device may be there without the hardware, and is slower than emulation
            if (processorToo && !platform.isArm() && device.isOpen() && !hasVirtualization()) {
                throw none("the processor shows neither vmx nor svm");
            }
            return "kvm";
        } catch (IOException e) {
            throw denied(e);
        }
    }

    private boolean hasVirtualization() throws IOException {
        return VIRTUALIZATION
                .matcher(BoundedReader.text(cpuInfo, Limits.SMALL_FILE))
                .find();
    }

    private JmException denied(IOException e) {
        String user = environment.get(Setting.USER);
        String name = user.isEmpty() ? "this user" : user;
        String group = group();
        return new JmException(
                kvm + " cannot be opened by " + name + ": add the user to its group, sudo usermod -aG " + group + " "
                        + (user.isEmpty() ? "USER" : user) + ", and log in again",
                e);
    }

    private String group() {
        try {
            return Files.getAttribute(kvm, "posix:group").toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "kvm";
        }
    }

    private static JmException none(String reason) {
        return new JmException("there is no hardware virtualization here (" + reason
                + ": switched off in the firmware, or a virtual machine without nested virtualization). --"
                + QemuFlags.ACCELERATOR + " tcg emulates it: expect create to take minutes instead of seconds");
    }

    private static String hvf() {
        if (Programs.capture(List.of("/usr/sbin/sysctl", "-n", "kern.hv_support"))
                .text()
                .strip()
                .equals("1")) {
            return "hvf";
        }
        throw none("kern.hv_support is not 1");
    }

    private static String whpx(Path program) {
        if (Programs.capture(List.of(program.toString(), "-accel", "help"))
                .text()
                .contains("whpx")) {
            return "whpx";
        }
        throw new JmException("the Windows Hypervisor Platform is not enabled: run, as administrator, "
                + "Enable-WindowsOptionalFeature -Online -FeatureName HypervisorPlatform, and restart Windows");
    }
}
