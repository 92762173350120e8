package io.jm.drivers.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.text.Excerpt;
import io.jm.text.IpAddress;
import io.jm.text.PortNumber;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Checks the values that a start takes from config.json. Its user may have edited them, and what QEMU says of such a
 * value names neither the field nor the file.
 */
final class StoredValues {
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final ObjectNode fields;
    private final Path file;

    /**
     * Checks nothing yet.
     *
     * @param fields the driver's part of the file
     * @param file the file, for messages
     */
    StoredValues(ObjectNode fields, Path file) {
        this.fields = fields;
        this.file = file;
    }

    /**
     * Checks them.
     *
     * @throws JmException with the field, the file, what is possible, and the value
     */
    void check() {
        number(QemuConfig.MEMORY, QemuOptions.LEAST_MEMORY_MB, QemuOptions.MOST_MB);
        number(QemuConfig.CPUS, 1, QemuOptions.MOST_CPUS);
        number(QemuConfig.DISK_SIZE, 1, QemuOptions.MOST_MB);
        number(QemuConfig.SSH_PORT, 1, PortNumber.LAST);
        number(QemuConfig.ENGINE_PORT, 1, PortNumber.LAST);
        if (fields.path(QemuConfig.ENGINE_PORT).equals(fields.path(QemuConfig.SSH_PORT))) {
            throw wrong(QemuConfig.ENGINE_PORT, "another port than " + QemuConfig.SSH_PORT);
        }
        text(QemuConfig.LISTEN, value -> IpAddress.isV4(value) && !value.startsWith("0."), "one IPv4 address");
        String address = fields.path(QemuConfig.LISTEN).asText();
        text(QemuConfig.IP_ADDRESS, address::equals, "the same as " + QemuConfig.LISTEN + ", \"" + address + "\"");
        oneOf(QemuConfig.ACCELERATOR, Accelerator.NAMES);
        oneOf(QemuConfig.CACHE_MODE, QemuOptions.CACHE_MODES);
        oneOf(QemuConfig.IO_MODE, QemuOptions.IO_MODES);
        text(QemuConfig.CPU_TYPE, value -> !value.isEmpty(), "a CPU model");
        text(QemuConfig.MAC, MAC.asMatchPredicate(), "a MAC address such as 52:54:00:12:34:56");
        text(QemuConfig.UUID, UUID.asMatchPredicate(), "a UUID");
        parsed(QemuConfig.PUBLISH, () -> FixedPort.in(new QemuConfig(fields).publish()));
        parsed(QemuConfig.ARGUMENTS, () -> ArgumentText.split(new QemuConfig(fields).arguments()));
    }

    private void number(String key, long least, long most) {
        JsonNode value = fields.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < least || value.asLong() > most) {
            throw wrong(key, "a number from " + least + " to " + most);
        }
    }

    private void oneOf(String key, Set<String> possible) {
        text(key, possible::contains, "one of " + String.join(", ", new TreeSet<>(possible)));
    }

    private void text(String key, Predicate<String> valid, String possible) {
        JsonNode value = fields.path(key);
        if (!value.isTextual() || !valid.test(value.asText())) {
            throw wrong(key, possible);
        }
    }

    private JmException wrong(String key, String possible) {
        return new JmException(key + " in " + file + " must be " + possible + ", not "
                + Excerpt.line(fields.path(key).toString()));
    }

    /** Checks a value that has its own parser, whose error names the option of {@code create}. */
    void parsed(String key, Runnable parser) {
        try {
            parser.run();
        } catch (JmException e) {
            throw e.within(key + " in " + file);
        }
    }
}
