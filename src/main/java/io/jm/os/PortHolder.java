package io.jm.os;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds the process that listens on a port, from the kernel's tables of sockets (proc(5), {@code /proc/net/tcp}). Only
 * on Linux, and only among the processes whose files this user may see.
 */
public final class PortHolder {
    /** The columns: local address and port, state, inode. */
    private static final int LOCAL = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;

    /** A TCP socket that listens, and a UDP socket without a peer, as the kernel numbers their states. */
    private static final String LISTENS = "0A";

    private static final String RECEIVES = "07";

    private static final int IPV4_BYTES = 4;
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final Path processes;
    private final boolean udp;
    private final byte[] address;
    private final int port;

    private PortHolder(Path processes, boolean udp, byte[] address, int port) {
        this.processes = processes;
        this.udp = udp;
        this.address = address;
        this.port = port;
    }

    /**
     * Returns a process that keeps others from listening on a port of an IPv4 address; empty if there is none, or it
     * cannot be found out.
     *
     * @param udp whether the port is one of UDP instead of TCP
     */
    public static Optional<NamedProcess> find(boolean udp, InetAddress address, int port) {
        return find(ProcessFiles.PROCESSES, udp, address, port);
    }

    /** For tests, with another directory than {@code /proc}. */
    static Optional<NamedProcess> find(Path processes, boolean udp, InetAddress address, int port) {
        return new PortHolder(processes, udp, address.getAddress(), port).holder();
    }

    /** A socket of IPv6 may leave IPv4 alone, so that it counts only if no other one has the port. */
    private Optional<NamedProcess> holder() {
        for (String table : udp ? List.of("udp", "udp6") : List.of("tcp", "tcp6")) {
            Set<String> sockets = sockets(processes.resolve("net").resolve(table));
            if (!sockets.isEmpty()) {
                OptionalLong pid = new ProcessFiles(processes).holder(sockets);
                return pid.isEmpty() ? Optional.empty() : Optional.of(NamedProcess.of(processes, pid.getAsLong()));
            }
        }
        return Optional.empty();
    }

    /** Returns the sockets of a table that keep others from the port, as links to them name them. */
    private Set<String> sockets(Path table) {
        Set<String> sockets = new HashSet<>();
        try {
            for (String row : BoundedReader.text(table, Limits.SMALL_FILE).split("\n", -1)) {
                String[] columns = row.strip().split(" +", -1);
                if (columns.length > INODE
                        && columns[STATE].equals(udp ? RECEIVES : LISTENS)
                        && isLocal(columns[LOCAL])) {
                    sockets.add("socket:[" + columns[INODE] + "]");
                }
            }
        } catch (IOException e) {
            // another system, IPv6 is switched off, or there are more connections than anybody reads
            return Set.of();
        }
        return sockets;
    }

    /** Returns whether {@code ADDRESS:PORT} in hexadecimal takes the port, which all addresses together do too. */
    private boolean isLocal(String column) {
        int colon = column.indexOf(':');
        try {
            return colon > 0
                    && Integer.parseInt(column.substring(colon + 1), 16) == port
                    && takes(bytes(column.substring(0, colon)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean takes(byte[] local) {
        byte[] mapped = Arrays.copyOf(MAPPED, MAPPED.length + IPV4_BYTES);
        System.arraycopy(address, 0, mapped, MAPPED.length, Math.min(address.length, IPV4_BYTES));
        return Arrays.equals(local, new byte[local.length])
                || Arrays.equals(local, address)
                || Arrays.equals(local, mapped);
    }

    /** The kernel prints each four bytes as one number of the processor. */
    private static byte[] bytes(String hexadecimal) {
        byte[] bytes = HexFormat.of().parseHex(hexadecimal);
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN && bytes.length % IPV4_BYTES == 0) {
            ByteBuffer words = ByteBuffer.wrap(bytes);
            for (int at = 0; at < bytes.length; at += IPV4_BYTES) {
                words.putInt(at, Integer.reverseBytes(words.getInt(at)));
            }
        }
        return bytes;
    }
}
