package io.jm.drivers.qemu;

import io.jm.os.IoReason;
import io.jm.os.NamedProcess;
import io.jm.os.PortHolder;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a program cannot listen on a port of this computer, which QEMU does not say. */
final class PortRefusal {
    private static final String UNPRIVILEGED =
            "this user may not listen on ports below 1024 (Linux: sysctl net.ipv4.ip_unprivileged_port_start)";

    private final String address;
    private final int port;
    private final boolean inUse;
    private final String cause;

    private PortRefusal(String address, int port, boolean inUse, String cause) {
        this.address = address;
        this.port = port;
        this.inUse = inUse;
        this.cause = cause;
    }

    /**
     * Tries to listen on a port; null if that is possible.
     *
     * @param udp whether the port is one of UDP instead of TCP
     * @param address an IPv4 address
     */
    static @Nullable PortRefusal of(boolean udp, String address, int port) {
        try {
            InetAddress host = InetAddress.getByName(address);
            String reason = reason(udp, new InetSocketAddress(host, port));
            if (reason.isEmpty()) {
                return null;
            }
            if (reason.contains("in use")) {
                return new PortRefusal(address, port, true, holder(udp, host, port));
            }
            return new PortRefusal(address, port, false, explained(reason));
        } catch (UnknownHostException e) {
            return new PortRefusal(address, port, false, "it is no address");
        }
    }

    private static String explained(String reason) {
        if (reason.contains("denied")) {
            return UNPRIVILEGED;
        }
        return reason.contains("assign") ? "this computer does not have the address" : reason;
    }

    private static String reason(boolean udp, InetSocketAddress address) {
        try {
            if (udp) {
                receive(address);
            } else {
                listen(address);
            }
            return "";
        } catch (IOException e) {
            return IoReason.of(e);
        }
    }

    private static void listen(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(address, 1);
        }
    }

    private static void receive(InetSocketAddress address) throws SocketException {
        try (DatagramSocket socket = new DatagramSocket(address)) {
            socket.getLocalPort();
        }
    }

    private static String holder(boolean udp, InetAddress host, int port) {
        Optional<NamedProcess> found = PortHolder.find(udp, host, port);
        return found.isPresent() ? found.get().text() : "";
    }

    /** Returns the reason alone, where the port has been named. */
    String reason() {
        if (!inUse) {
            return cause;
        }
        return (cause.isEmpty() ? "another program of this computer" : cause) + " uses the port";
    }

    /** Returns a sentence about the port, without a full stop. */
    String text() {
        String name = "port " + port + " of " + address;
        if (!inUse) {
            return name + " cannot be used: " + cause;
        }
        return name + " is in use by " + (cause.isEmpty() ? "another program" : cause);
    }

    /** Returns the sentence with what to do before the machine is started again. */
    String withRemedy() {
        if (!inUse) {
            return text();
        }
        String ended = ": end " + (cause.isEmpty() ? "that program" : "it") + " and start the machine again";
        return text() + ended + (cause.isEmpty() ? " (sudo ss -lntup shows it)" : "");
    }
}
