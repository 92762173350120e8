package io.jm.drivers.qemu;

import io.jm.driver.CreateFlag;
import io.jm.drivers.qemu.share.ShareType;
import io.jm.drivers.qemu.share.Shares;
import io.jm.images.ImageTable;
import java.util.List;
import java.util.Locale;

/** The options of {@code create}: those of docker-machine-driver-qemu with their names, and jm's own. */
final class QemuFlags {
    static final String MEMORY = "qemu-memory";
    static final String CPUS = "qemu-cpu-count";
    static final String DISK = "qemu-disk-size";
    static final String PROGRAM = "qemu-program";
    static final String SSH_USER = "qemu-ssh-user";
    static final String LOCAL_PORTS = "qemu-localports";
    static final String NETWORK = "qemu-network";
    static final String NETWORK_INTERFACE = "qemu-network-interface";
    static final String NETWORK_ADDRESS = "qemu-network-address";
    static final String NETWORK_BRIDGE = "qemu-network-bridge";
    static final String USER_DATA = "qemu-userdata";
    static final String CACHE_MODE = "qemu-cache-mode";
    static final String IO_MODE = "qemu-io-mode";
    static final String DISPLAY = "qemu-display";
    static final String DISPLAY_TYPE = "qemu-display-type";
    static final String NOGRAPHIC = "qemu-nographic";
    static final String VIRTIO_DRIVES = "qemu-virtio-drives";
    static final String BOOT2DOCKER_URL = "qemu-boot2docker-url";
    static final String IMAGE = "qemu-image";
    static final String IMAGE_DIGEST = "qemu-image-digest";
    static final String ACCELERATOR = "qemu-accel";
    static final String CPU_TYPE = "qemu-cpu-type";
    static final String FIRMWARE = "qemu-firmware";
    static final String SHARE = Shares.FLAG;
    static final String SHARE_TYPE = ShareType.FLAG;
    static final String NO_SHARE = "qemu-no-share";
    static final String PUBLISH = "qemu-publish";
    static final String LISTEN = "qemu-listen";
    static final String DNS = "qemu-dns";
    static final String ARGUMENTS = "qemu-args";

    private static final int MEMORY_MB = 2048;
    private static final int CPU_COUNT = 2;
    private static final int DISK_MB = 50_000;

    private QemuFlags() {}

    static List<CreateFlag> all() {
        return List.of(
                number(MEMORY, "Memory of the machine in MB", MEMORY_MB),
                number(CPUS, "Number of CPUs; -1 for all of this computer", CPU_COUNT),
                number(DISK, "Size of the disk in MB; the file grows as it is used", DISK_MB),
                text(PROGRAM, "QEMU program; by the processor of this computer if not given", ""),
                text(SSH_USER, "User for SSH", "docker"),
                text(LOCAL_PORTS, "Ports to choose from when the usual ones are taken, as LOW-HIGH", ""),
                text(NETWORK, "Kind of network; only user", "user"),
                text(NETWORK_INTERFACE, "Accepted and not used", ""),
                text(NETWORK_ADDRESS, "Accepted and not used", ""),
                text(NETWORK_BRIDGE, "Accepted and not used", ""),
                text(USER_DATA, "File with user data for cloud-init", ""),
                text(CACHE_MODE, "Cache mode of the disk: default, none, writeback, writethrough or unsafe", "default"),
                text(IO_MODE, "I/O mode of the disk: threads, native or io_uring", "threads"),
                flag(DISPLAY, "Show the machine in a window"),
                text(DISPLAY_TYPE, "Kind of that window, as QEMU names it", ""),
                flag(NOGRAPHIC, "Accepted and not used: there is no window unless asked for"),
                flag(VIRTIO_DRIVES, "Accepted and not used: drives are always virtio"),
                text(BOOT2DOCKER_URL, "Not supported; see --qemu-image", ""),
                text(IMAGE, "Image: a name such as debian13, a file, or a URL", ImageTable.DEFAULT),
                text(IMAGE_DIGEST, "Digest of the image, as sha256:HEX or sha512:HEX", ""),
                text(ACCELERATOR, "Accelerator: auto, kvm, hvf, whpx, nvmm, or tcg to emulate", "auto"),
                text(CPU_TYPE, "CPU model; that of this computer if not given", ""),
                text(FIRMWARE, "UEFI firmware file; found by itself where it is needed", ""),
                list(SHARE, "Directory to share, as DIR[:GUESTDIR][:ro]; your home directory if not given"),
                text(SHARE_TYPE, "How directories are shared: auto, virtiofs or 9p", "auto"),
                flag(NO_SHARE, "Share no directory"),
                list(PUBLISH, "Ports of the machine: auto, off, or [IP:]HOST:GUEST[/udp]"),
                text(LISTEN, "Address for SSH, engine and published ports; one of its own if auto", "auto"),
                text(DNS, "Name server for the machine", ""),
                text(ARGUMENTS, "More arguments for QEMU", ""));
    }

    private static String variable(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static CreateFlag number(String name, String usage, long value) {
        return new CreateFlag.Number(name, usage, variable(name), value);
    }

    private static CreateFlag text(String name, String usage, String value) {
        return new CreateFlag.Text(name, usage, variable(name), value);
    }

    private static CreateFlag flag(String name, String usage) {
        return new CreateFlag.Switch(name, usage, variable(name));
    }

    private static CreateFlag list(String name, String usage) {
        return new CreateFlag.TextList(name, usage, variable(name), List.of());
    }
}
