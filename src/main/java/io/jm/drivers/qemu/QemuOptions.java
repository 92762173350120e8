package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.driver.DriverOptions;
import io.jm.drivers.qemu.share.Shares;
import io.jm.os.Environment;
import io.jm.text.IpAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Validates the options of {@code create} and puts them into the configuration. */
final class QemuOptions {
    /** QEMU's least, and more than any computer has. */
    static final long LEAST_MEMORY_MB = 256;

    static final long MOST_MB = 1L << 30;
    private static final long LEAST_DISK_MB = 2048;
    static final int MOST_CPUS = 512;
    static final Set<String> CACHE_MODES = Set.of("default", "none", "writeback", "writethrough", "unsafe");
    static final Set<String> IO_MODES = Set.of("threads", "native", "io_uring");

    private final DriverOptions options;
    private final QemuConfig config;
    private final Environment environment;

    QemuOptions(DriverOptions options, QemuConfig config, Environment environment) {
        this.options = options;
        this.config = config;
        this.environment = environment;
    }

    /**
     * Puts them.
     *
     * @throws JmException that names the option and what is possible
     */
    void apply() {
        requireSupported();
        config.memory(number(QemuFlags.MEMORY, LEAST_MEMORY_MB, MOST_MB, "MB"));
        config.diskSize(number(QemuFlags.DISK, LEAST_DISK_MB, MOST_MB, "MB"));
        config.cpus(cpus());
        config.program(options.text(QemuFlags.PROGRAM));
        config.localPorts(options.text(QemuFlags.LOCAL_PORTS));
        config.diskModes(
                oneOf(QemuFlags.CACHE_MODE, CACHE_MODES, "default"), oneOf(QemuFlags.IO_MODE, IO_MODES, "threads"));
        config.display(options.isSet(QemuFlags.DISPLAY), options.text(QemuFlags.DISPLAY_TYPE));
        config.image(options.text(QemuFlags.IMAGE), options.text(QemuFlags.IMAGE_DIGEST));
        config.accelerator(options.text(QemuFlags.ACCELERATOR));
        config.cpuType(options.text(QemuFlags.CPU_TYPE));
        config.firmware(absolute(QemuFlags.FIRMWARE));
        config.userDataFile(absolute(QemuFlags.USER_DATA));
        config.shares(shares(), options.text(QemuFlags.SHARE_TYPE));
        config.publish(publish());
        config.listen(listen());
        config.dns(address(QemuFlags.DNS, ""));
        config.arguments(options.text(QemuFlags.ARGUMENTS));
        ArgumentText.split(config.arguments());
    }

    private void requireSupported() {
        if (!options.text(QemuFlags.BOOT2DOCKER_URL).isEmpty()) {
            throw new JmException(
                    "--" + QemuFlags.BOOT2DOCKER_URL + " is not supported: boot2docker ended in 2019 and its"
                            + " kernel is too old for current engines; choose an image with --" + QemuFlags.IMAGE);
        }
        String network = options.text(QemuFlags.NETWORK);
        if (!network.isEmpty() && !network.equals("user")) {
            throw new JmException(
                    "--" + QemuFlags.NETWORK + " can only be user: the machine has an address of its own on"
                            + " this computer without further networks");
        }
    }

    private int number(String name, long least, long most, String unit) {
        long value = options.number(name);
        require("--" + name, value, least, most, unit);
        return (int) value;
    }

    static void require(String name, long value, long least, long most, String unit) {
        if (value < least || value > most) {
            throw new JmException(name + " must be from " + least + " to " + most + " " + unit + ", not " + value);
        }
    }

    private int cpus() {
        long value = options.number(QemuFlags.CPUS);
        int here = Runtime.getRuntime().availableProcessors();
        if (value == -1) {
            return here;
        }
        if (value < 1 || value > MOST_CPUS) {
            throw new JmException(
                    "--" + QemuFlags.CPUS + " must be from 1 to " + MOST_CPUS + ", or -1 for all, not " + value);
        }
        return (int) Math.min(value, here);
    }

    private String oneOf(String name, Set<String> possible, String defaultValue) {
        String value = options.text(name);
        if (value.isEmpty()) {
            return defaultValue;
        }
        if (!possible.contains(value)) {
            throw new JmException("--" + name + " must be one of "
                    + String.join(", ", possible.stream().sorted().toList()) + ", not \"" + value + "\"");
        }
        return value;
    }

    private String absolute(String name) {
        String path = options.text(name);
        return path.isEmpty()
                ? ""
                : environment.workingDirectory().resolve(path).toString();
    }

    private String address(String name, String other) {
        String value = options.text(name);
        if (!value.isEmpty() && !value.equals(other) && !IpAddress.isV4(value)) {
            throw new JmException("--" + name + " must be an IPv4 address, not \"" + value + "\"");
        }
        return value.isEmpty() ? other : value;
    }

    /** The address is also the machine's own, so that it must be one to connect to. */
    private String listen() {
        String address = address(QemuFlags.LISTEN, QemuConfig.AUTO);
        if (address.startsWith("0.")) {
            throw new JmException("--" + QemuFlags.LISTEN + " must be one address of this computer, not " + address
                    + ", which means all of them");
        }
        return address;
    }

    private List<String> shares() {
        List<String> directories = options.list(QemuFlags.SHARE);
        if (!options.isSet(QemuFlags.NO_SHARE)) {
            return directories;
        }
        if (!directories.isEmpty()) {
            throw new JmException("--" + QemuFlags.NO_SHARE + " excludes --" + QemuFlags.SHARE);
        }
        return List.of(Shares.NONE);
    }

    private List<String> publish() {
        List<String> rules = options.list(QemuFlags.PUBLISH);
        boolean off = rules.contains(QemuConfig.OFF);
        if (off && rules.size() > 1) {
            throw new JmException("--" + QemuFlags.PUBLISH + " off excludes other ports");
        }
        Set<String> taken = new HashSet<>();
        for (FixedPort port : FixedPort.in(rules)) {
            if (!taken.add(port.protocol() + " " + port.address() + " " + port.hostPort())) {
                throw new JmException("--" + QemuFlags.PUBLISH + " has the port " + port.hostPort() + " twice");
            }
        }
        return rules.isEmpty() ? List.of(QemuConfig.AUTO) : rules;
    }
}
