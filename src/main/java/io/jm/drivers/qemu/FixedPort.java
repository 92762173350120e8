package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.text.IpAddress;
import io.jm.text.PortNumber;
import java.util.List;
import java.util.Locale;

/**
 * A forward that exists as long as the machine runs, from {@code --qemu-publish [IP:]HOST:GUEST[/udp]}.
 *
 * @param address where it listens; empty for the machine's own address
 * @param hostPort the port there
 * @param guestPort the port in the machine
 * @param protocol {@code tcp} or {@code udp}
 */
record FixedPort(String address, int hostPort, int guestPort, String protocol) {
    /** Parses the values of the option, without {@code auto} and {@code off}. */
    static List<FixedPort> in(List<String> rules) {
        return rules.stream()
                .filter(rule -> !rule.equals(QemuConfig.AUTO) && !rule.equals(QemuConfig.OFF))
                .map(FixedPort::of)
                .toList();
    }

    /** Parses a value other than {@code auto} and {@code off}. */
    static FixedPort of(String text) {
        int slash = text.lastIndexOf('/');
        String protocol = slash < 0 ? "tcp" : text.substring(slash + 1).toLowerCase(Locale.ROOT);
        String[] parts = (slash < 0 ? text : text.substring(0, slash)).split(":", -1);
        if (parts.length < 2 || parts.length > 3 || !protocol.equals("tcp") && !protocol.equals("udp")) {
            throw wrong(text);
        }
        String address = parts.length == 3 ? parts[0] : "";
        if (!address.isEmpty() && !IpAddress.isV4(address)) {
            throw wrong(text);
        }
        return new FixedPort(
                address, port(text, parts[parts.length - 2]), port(text, parts[parts.length - 1]), protocol);
    }

    /**
     * Checks that this computer lets the machine have it.
     *
     * @param own the machine's own address
     * @throws JmException with the reason, and with the program that has the port where that can be found out
     */
    void requireFree(String own) {
        PortRefusal refusal = PortRefusal.of(isUdp(), address.isEmpty() ? own : address, hostPort);
        if (refusal != null) {
            throw new JmException("--" + QemuFlags.PUBLISH + ": " + refusal.text());
        }
    }

    private boolean isUdp() {
        return protocol.equals("udp");
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (PortNumber.isPort(port)) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static JmException wrong(String text) {
        return new JmException(
                "--" + QemuFlags.PUBLISH + " must be auto, off, or [IP:]HOST:GUEST[/udp], not \"" + text + "\"");
    }
}
