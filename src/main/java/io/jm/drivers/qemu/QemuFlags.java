package io.jm.drivers.qemu;

import io.jm.driver.CreateFlag;
import io.jm.driver.FlagGroup;
import io.jm.drivers.qemu.share.ShareType;
import io.jm.drivers.qemu.share.Shares;
import io.jm.images.ImageTable;
import java.util.List;

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
                number(MEMORY, "Memory of the machine in MB", MEMORY_MB).in(FlagGroup.IMAGE),
                number(CPUS, "Number of CPUs; -1 for all of this computer", CPU_COUNT)
                        .in(FlagGroup.IMAGE),
                number(DISK, "Size of the disk in MB; the file grows as it is used", DISK_MB)
                        .in(FlagGroup.DISK),
                text(PROGRAM, "QEMU program; by the processor of this computer if not given", "")
                        .in(FlagGroup.OTHER),
                text(SSH_USER, "User for SSH", "docker").in(FlagGroup.LOGIN),
                text(LOCAL_PORTS, "Ports to choose from when the usual ones are taken, as LOW-HIGH", "")
                        .in(FlagGroup.NETWORK),
                text(NETWORK, "Kind of network; only user", "user").in(FlagGroup.NETWORK),
                text(NETWORK_INTERFACE, "Accepted and not used", "").in(FlagGroup.NETWORK),
                text(NETWORK_ADDRESS, "Accepted and not used", "").in(FlagGroup.NETWORK),
                text(NETWORK_BRIDGE, "Accepted and not used", "").in(FlagGroup.NETWORK),
                text(USER_DATA, "File with user data for cloud-init", "").in(FlagGroup.IMAGE),
                text(CACHE_MODE, "Cache mode of the disk: default, none, writeback, writethrough or unsafe", "default")
                        .in(FlagGroup.DISK),
                text(IO_MODE, "I/O mode of the disk: threads, native or io_uring", "threads")
                        .in(FlagGroup.DISK),
                flag(DISPLAY, "Show the machine in a window").in(FlagGroup.OTHER),
                text(DISPLAY_TYPE, "Kind of that window, as QEMU names it", "").in(FlagGroup.OTHER),
                flag(NOGRAPHIC, "Accepted and not used: there is no window unless asked for")
                        .in(FlagGroup.OTHER),
                flag(VIRTIO_DRIVES, "Accepted and not used: drives are always virtio")
                        .in(FlagGroup.DISK),
                text(BOOT2DOCKER_URL, "Not supported; see --qemu-image", "").in(FlagGroup.IMAGE),
                text(IMAGE, "Image: a name such as debian13, a file, or a URL", ImageTable.DEFAULT)
                        .in(FlagGroup.IMAGE),
                text(IMAGE_DIGEST, "Digest of the image, as sha256:HEX or sha512:HEX", "")
                        .in(FlagGroup.IMAGE),
                text(ACCELERATOR, "Accelerator: auto, kvm, hvf, whpx, nvmm, or tcg to emulate", "auto")
                        .in(FlagGroup.OTHER),
                text(CPU_TYPE, "CPU model; that of this computer if not given", "")
                        .in(FlagGroup.OTHER),
                text(FIRMWARE, "UEFI firmware file; found by itself where it is needed", "")
                        .in(FlagGroup.OTHER),
                list(SHARE, "Directory to share, as DIR[:GUESTDIR][:ro]; your home directory if not given")
                        .in(FlagGroup.SHARES),
                text(SHARE_TYPE, "How directories are shared: auto, virtiofs, 9p or none", "auto")
                        .in(FlagGroup.SHARES),
                flag(NO_SHARE, "Share no directory").in(FlagGroup.SHARES),
                list(PUBLISH, "Ports of the machine: auto, off, or [IP:]HOST:GUEST[/udp]")
                        .in(FlagGroup.NETWORK),
                text(LISTEN, "Address for SSH, engine and published ports; one of its own if auto", "auto")
                        .in(FlagGroup.NETWORK),
                text(DNS, "Name server for the machine", "").in(FlagGroup.NETWORK),
                text(ARGUMENTS, "More arguments for QEMU", "").in(FlagGroup.OTHER));
    }

    private static CreateFlag number(String name, String usage, long value) {
        return new CreateFlag.Number(name, usage, CreateFlag.variable(name), value);
    }

    private static CreateFlag text(String name, String usage, String value) {
        return new CreateFlag.Text(name, usage, CreateFlag.variable(name), value);
    }

    private static CreateFlag flag(String name, String usage) {
        return new CreateFlag.Switch(name, usage, CreateFlag.variable(name));
    }

    private static CreateFlag list(String name, String usage) {
        return new CreateFlag.TextList(name, usage, CreateFlag.variable(name), List.of());
    }
}
