package io.jm.drivers.qemu;

import io.jm.base.JmException;
import io.jm.driver.PortForwarding;
import io.jm.driver.PublishedPort;
import io.jm.qmp.QmpClient;
import io.jm.text.IpAddress;
import io.jm.text.PortNumber;
import io.jm.text.Printable;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forwards of a running QEMU with user networking, changed by its monitor commands {@code hostfwd_add} and {@code
 * hostfwd_remove} (its manual, "QEMU Monitor"). Keeps a connection to a QMP socket that nobody else uses.
 */
public final class QemuPorts implements PortForwarding {
    private static final String NETWORK = "net0";
    private static final int MAX_SHOWN = 200;

    /**
     * A row of {@code info usernet}: the last columns are address and port of the host, address and port of the guest,
     * and two sizes of queues. An address that is {@code *} means all.
     */
    private static final Pattern FORWARD = Pattern.compile(
            "\\s*(TCP|UDP)\\[HOST_FORWARD]\\s+\\d+\\s+([0-9.]{7,15})\\s+(\\d{1,5})\\s+[0-9.]{7,15}\\s+(\\d{1,5})\\s.*");

    private static final String REMOVED = " removed";

    private final QmpClient monitor;
    private final Set<PublishedPort> own;

    private QemuPorts(QmpClient monitor, Set<PublishedPort> own) {
        this.monitor = monitor;
        this.own = Set.copyOf(own);
    }

    /**
     * Connects to a QMP socket.
     *
     * @param own forwards that the machine has as long as it runs, such as that of its engine: they are not counted, and
     *     adding or removing one has no effect
     * @throws io.jm.qmp.QmpBusyException if another process uses the socket
     * @throws JmException if QEMU does not run
     */
    public static QemuPorts connect(Path socket, Set<PublishedPort> own) {
        return new QemuPorts(QmpClient.connect(socket, QmpClient.TIMEOUT), own);
    }

    @Override
    public Set<PublishedPort> forwarded() {
        Set<PublishedPort> ports = new LinkedHashSet<>();
        for (String row : monitor.monitor("info usernet").split("\n", -1)) {
            Matcher forward = FORWARD.matcher(row);
            if (forward.matches() && forward.group(3).equals(forward.group(4))) {
                String protocol = forward.group(1).equals("TCP") ? PublishedPort.TCP : PublishedPort.UDP;
                int port = Integer.parseInt(forward.group(3));
                if (PortNumber.isPort(port)) {
                    ports.add(new PublishedPort(forward.group(2), port, protocol));
                }
            }
        }
        ports.removeAll(own);
        return ports;
    }

    @Override
    public void forward(PublishedPort port) {
        if (own.contains(port)) {
            return;
        }
        String rule = rule(port) + "-:" + port.port();
        String answer = monitor.monitor("hostfwd_add " + NETWORK + " " + rule);
        if (!answer.isEmpty()) {
            PortRefusal refusal =
                    PortRefusal.of(port.protocol().equals(PublishedPort.UDP), port.address(), port.port());
            throw new JmException(refusal == null ? "QEMU: " + Printable.excerpt(answer, MAX_SHOWN) : refusal.reason());
        }
    }

    @Override
    public void remove(PublishedPort port) {
        if (own.contains(port)) {
            return;
        }
        String answer = monitor.monitor("hostfwd_remove " + NETWORK + " " + rule(port));
        if (!answer.endsWith(REMOVED)) {
            throw new JmException("QEMU: " + Printable.excerpt(answer, MAX_SHOWN));
        }
    }

    /** Refuses what QEMU would take for another rule. */
    private static String rule(PublishedPort port) {
        boolean protocol =
                port.protocol().equals(PublishedPort.TCP) || port.protocol().equals(PublishedPort.UDP);
        if (!protocol || !IpAddress.isV4(port.address()) || !PortNumber.isPort(port.port())) {
            throw new JmException("QEMU forwards TCP and UDP ports of IPv4 addresses only, not " + port.text());
        }
        return port.protocol() + ":" + port.address() + ":" + port.port();
    }

    @Override
    public void awaitEnd() {
        monitor.awaitEnd();
    }

    @Override
    public void close() {
        monitor.close();
    }
}
