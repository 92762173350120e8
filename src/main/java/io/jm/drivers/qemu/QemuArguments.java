package io.jm.drivers.qemu;

import io.jm.os.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of QEMU for one machine. */
final class QemuArguments {
    private final QemuConfig config;
    private final QemuFiles files;
    private final Platform platform;
    private final List<String> arguments = new ArrayList<>();

    private QemuArguments(QemuConfig config, QemuFiles files, Platform platform) {
        this.config = config;
        this.files = files;
        this.platform = platform;
    }

    /**
     * Returns the arguments.
     *
     * @param sshPort the port on the machine's address that leads to the SSH server
     * @param firmware the UEFI firmware, or null for the BIOS that QEMU brings
     * @param shares the arguments for shared directories
     */
    static List<String> of(
            QemuConfig config,
            QemuFiles files,
            String machine,
            int sshPort,
            Platform platform,
            @Nullable Firmware firmware,
            List<String> shares) {
        QemuArguments all = new QemuArguments(config, files, platform);
        all.hardware(machine);
        all.firmware(firmware);
        all.disks();
        all.network(machine, sshPort);
        all.console();
        all.arguments.addAll(shares);
        all.process();
        all.arguments.addAll(ArgumentText.split(config.arguments()));
        return all.arguments;
    }

    private void add(String... words) {
        arguments.addAll(List.of(words));
    }

    /** Returns a value for one of QEMU's options, in which a comma separates. */
    static String value(String text) {
        return text.replace(",", ",,");
    }

    private static String value(Path path) {
        return value(path.toString());
    }

    private void hardware(String machine) {
        add("-name", "jm-" + value(machine), "-uuid", config.uuid(), "-nodefaults", "-no-user-config");
        add("-machine", machineType());
        add("-accel", accelerator(), "-cpu", config.cpuType());
        add("-smp", config.cpus() + ",sockets=1,cores=" + config.cpus() + ",threads=1", "-m", config.memory() + "M");
        if (config.display()) {
            String type = config.displayType();
            add("-display", type.isEmpty() ? "gtk" : type, "-vga", platform.isArm() ? "none" : "std");
        } else {
            add("-display", "none", "-vga", "none");
        }
        add("-device", "virtio-rng-pci", "-device", "virtio-balloon-pci,free-page-reporting=on");
    }

    private String machineType() {
        if (!platform.isArm()) {
            return "q35,vmport=off";
        }
        return platform.system() == Platform.System.MACOS ? "virt,highmem=on" : "virt";
    }

    private String accelerator() {
        return config.accelerator().equals(Accelerator.TCG) ? "tcg,thread=multi,tb-size=256" : config.accelerator();
    }

    private void firmware(@Nullable Firmware firmware) {
        if (firmware == null) {
            return;
        }
        add("-drive", "if=pflash,format=raw,readonly=on,file=" + value(firmware.code()));
        if (firmware.variables() != null) {
            add("-drive", "if=pflash,format=raw,file=" + value(files.firmwareVariables()));
        }
    }

    private void disks() {
        add(
                "-blockdev",
                "driver=qcow2,node-name=disk,discard=unmap,detect-zeroes=unmap" + cache()
                        + ",file.driver=file,file.aio=" + config.ioMode() + ",file.filename=" + value(files.disk()));
        add("-device", "virtio-blk-pci,drive=disk,bootindex=1");
        add(
                "-blockdev",
                "driver=raw,node-name=seed,read-only=on,file.driver=file,file.filename=" + value(files.seed()));
        add("-device", "virtio-blk-pci,drive=seed");
    }

    /** The parts of the cache modes, as qemu-system's manual describes them for {@code -drive cache=}. */
    private String cache() {
        return switch (config.cacheMode()) {
            case "none" -> ",cache.direct=on,file.cache.direct=on";
            case "unsafe" -> ",cache.no-flush=on,file.cache.no-flush=on";
            default -> "";
        };
    }

    private void network(String machine, int sshPort) {
        StringBuilder user = new StringBuilder("user,id=net0,hostname=").append(value(machine));
        forward(user, new FixedPort("", sshPort, 22, "tcp"));
        forward(user, new FixedPort("", config.enginePort(), config.enginePort(), "tcp"));
        FixedPort.in(config.publish()).forEach(port -> forward(user, port));
        add("-netdev", user.toString(), "-device", "virtio-net-pci,netdev=net0,mac=" + config.mac() + ",romfile=");
    }

    private void forward(StringBuilder user, FixedPort port) {
        String address = port.address().isEmpty() ? config.listen() : port.address();
        user.append(",hostfwd=")
                .append(port.protocol())
                .append(':')
                .append(address)
                .append(':');
        user.append(port.hostPort()).append("-:").append(port.guestPort());
    }

    private void console() {
        add("-chardev", "file,id=console,path=" + value(files.console()), "-serial", "chardev:console");
        monitor("qmp", files.monitor());
        monitor("qmp2", files.watcherMonitor());
    }

    private void monitor(String id, Path socket) {
        add("-chardev", "socket,id=" + id + ",path=" + value(socket) + ",server=on,wait=off");
        add("-mon", "chardev=" + id + ",mode=control");
    }

    private void process() {
        add("-pidfile", files.pid().toString());
        if (platform.system() != Platform.System.WINDOWS) {
            add("-daemonize");
        }
    }
}
