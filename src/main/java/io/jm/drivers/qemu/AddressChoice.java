package io.jm.drivers.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.machine.StoreLayout;
import io.jm.os.BoundedReader;
import io.jm.os.Limits;
import io.jm.os.Platform;
import io.jm.text.PortNumber;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the address of a new machine and its ports there. They stay the machine's for life, so that certificates and
 * the environment of a shell remain valid.
 */
final class AddressChoice {
    private static final int ATTEMPTS = 200;
    private static final int SSH_PORT = 2222;
    private static final int FIRST_PORT = 42_000;
    private static final int LAST_PORT = 49_999;

    private final StoreLayout layout;
    private final String machine;
    private final int low;
    private final int high;
    private final Set<Integer> reserved;

    /** The ports of the other machines of the store, by address. */
    private final Map<String, Set<Integer>> taken = new HashMap<>();

    /**
     * Reads what other machines of the store have.
     *
     * @param range the ports to choose from when the usual ones are taken, {@code LOW-HIGH}; empty for 42000-49999
     * @param reserved ports that the machine publishes itself
     */
    AddressChoice(StoreLayout layout, String machine, String range, Set<Integer> reserved) {
        this.layout = layout;
        this.machine = machine;
        this.reserved = Set.copyOf(reserved);
        int dash = range.indexOf('-');
        this.low = range.isEmpty() ? FIRST_PORT : port(range, dash < 0 ? "" : range.substring(0, dash));
        this.high = range.isEmpty() ? LAST_PORT : port(range, range.substring(dash + 1));
        if (low > high) {
            throw wrongRange(range);
        }
        readOtherMachines();
    }

    private static int port(String range, String digits) {
        try {
            int port = Integer.parseInt(digits.strip());
            if (PortNumber.isPort(port)) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw wrongRange(range);
        }
        throw wrongRange(range);
    }

    private static JmException wrongRange(String range) {
        return new JmException(
                "--" + QemuFlags.LOCAL_PORTS + " must be LOW-HIGH with ports from 1 to 65535, not \"" + range + "\"");
    }

    /** Returns the address to listen on: one of the machine's own where the system answers on all of 127.0.0.0/8. */
    String address(String wanted, Platform platform) {
        if (!wanted.equals(QemuConfig.AUTO)) {
            return wanted;
        }
        if (platform.system() == Platform.System.MACOS) {
            return "127.0.0.1";
        }
        Identity identity = new Identity(layout.root().toString(), machine);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            String address = identity.loopback(attempt);
            if (!taken.containsKey(address)) {
                return address;
            }
        }
        throw new JmException("no loopback address is free for the machine; name one with --" + QemuFlags.LISTEN);
    }

    /** Returns a free port for SSH, 2222 if possible: the standard port needs privileges. */
    int sshPort(String address) {
        if (!canListen(address, 0)) {
            throw new JmException(address + " is not an address of this computer: name one with --" + QemuFlags.LISTEN
                    + ", or leave it out");
        }
        return choose(address, SSH_PORT, 0);
    }

    /** Returns a free port for the engine, the standard one if possible. */
    int enginePort(String address, int standard, int sshPort) {
        return choose(address, standard, sshPort);
    }

    private int choose(String address, int usual, int except) {
        if (usual != except && isFree(address, usual)) {
            return usual;
        }
        for (int port = low; port <= high; port++) {
            if (port != except && isFree(address, port)) {
                return port;
            }
        }
        PortRefusal refusal = PortRefusal.of(false, address, low);
        throw new JmException("no port from " + low + " to " + high + " is free on " + address
                + (refusal == null ? "" : " (" + refusal.text() + ")") + "; name others with --"
                + QemuFlags.LOCAL_PORTS);
    }

    private boolean isFree(String address, int port) {
        return !reserved.contains(port)
                && !taken.getOrDefault(address, Set.of()).contains(port)
                && canListen(address, port);
    }

    private static boolean canListen(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void readOtherMachines() {
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(layout.machines())) {
            for (Path directory : machines) {
                String name = String.valueOf(directory.getFileName());
                if (!name.equals(machine) && !name.startsWith(".")) {
                    read(layout.config(name));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // there is no other machine yet
            return;
        }
    }

    private void read(Path config) {
        try {
            JsonNode driver =
                    JsonReader.read(BoundedReader.file(config, Limits.DOCUMENT)).path("Driver");
            String address = driver.path("IPAddress").asText("");
            if (!address.isEmpty()) {
                Set<Integer> ports = taken.computeIfAbsent(address, key -> new HashSet<>());
                ports.add(driver.path("SSHPort").asInt());
                ports.add(driver.path("EnginePort").asInt());
            }
        } catch (IOException | JmException e) {
            // an unreadable machine reserves nothing; a port in use is found out by listening on it
            return;
        }
    }
}
