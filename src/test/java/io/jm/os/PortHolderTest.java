package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The first tests look at the real tables of the kernel, the others at ones that have what is rare. */
@EnabledOnOs(OS.LINUX)
class PortHolderTest {
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path processes;

    private static InetAddress address(String text) throws IOException {
        return InetAddress.getByName(text);
    }

    private static Optional<Long> pid(boolean udp, String address, int port) throws IOException {
        return PortHolder.find(udp, address(address), port).map(NamedProcess::pid);
    }

    @Test
    void thePortOfOneAddressIsFoundThereOnly() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, address("127.42.202.1"))) {
            int port = server.getLocalPort();
            NamedProcess found =
                    PortHolder.find(false, server.getInetAddress(), port).orElseThrow();
            assertEquals("java (pid " + SELF + ")", found.text());
            assertEquals(Optional.empty(), pid(false, "127.42.202.2", port));
            assertEquals(Optional.empty(), pid(true, "127.42.202.1", port));
        }
    }

    @Test
    void aPortOfAllAddressesIsFoundAtEach() throws IOException {
        // with IPv6 where the computer has it
        try (ServerSocket server = new ServerSocket(0)) {
            assertEquals(Optional.of(SELF), pid(false, "127.42.202.3", server.getLocalPort()));
        }
    }

    @Test
    void aUdpPortIsFound() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, address("127.42.202.4"))) {
            assertEquals(Optional.of(SELF), pid(true, "127.42.202.4", socket.getLocalPort()));
            assertEquals(Optional.empty(), pid(false, "127.42.202.4", socket.getLocalPort()));
        }
    }

    @Test
    void anOutgoingConnectionIsNoServer() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, address("127.42.202.5"));
                Socket client =
                        new Socket(server.getInetAddress(), server.getLocalPort(), address("127.42.202.6"), 0)) {
            assertEquals(Optional.empty(), pid(false, "127.42.202.6", client.getLocalPort()));
        }
    }

    private void table(String name, String... rows) throws IOException {
        Files.createDirectories(processes.resolve("net"));
        Files.writeString(processes.resolve("net").resolve(name), "  sl  local_address\n" + String.join("\n", rows));
    }

    private void process(long pid, String name, String socket) throws IOException {
        Path directory =
                Files.createDirectories(processes.resolve(String.valueOf(pid)).resolve("fd"));
        Files.createSymbolicLink(directory.resolve("3"), Path.of(socket));
        Files.writeString(directory.resolveSibling("comm"), name);
    }

    private String found(int port) throws IOException {
        return PortHolder.find(processes, false, address("127.0.0.1"), port)
                .map(NamedProcess::text)
                .orElse("nobody");
    }

    @Test
    void aProcessOfAnotherUserIsLeftOut() throws IOException {
        table("tcp", "0: 00000000:0050 00000000:0000 0A 0:0 0:0 0 0 0 77 1");
        assertEquals("nobody", found(80));
        process(5, "nginx\n", "socket:[77]");
        assertEquals("nginx (pid 5)", found(80));
    }

    @Test
    void aSocketOfBothFamiliesCountsIfThereIsNoOtherOne() throws IOException {
        process(5, "old", "socket:[77]");
        process(6, "new", "socket:[78]");
        table("tcp6", "0: " + "0".repeat(32) + ":0050 " + "0".repeat(32) + ":0000 0A 0:0 0:0 0 0 0 78 1");
        assertEquals("new (pid 6)", found(80));
        table("tcp", "0: 00000000:0050 00000000:0000 0A 0:0 0:0 0 0 0 77 1");
        assertEquals("old (pid 5)", found(80));
    }

    @Test
    void aNameThatControlsTheTerminalIsEscaped() throws IOException {
        table("tcp", "0: 00000000:0050 00000000:0000 0A 0:0 0:0 0 0 0 77 1");
        process(5, "\u001b[2Jx\n", "socket:[77]");
        assertEquals("\\x1b[2Jx (pid 5)", found(80));
        Files.delete(processes.resolve("5/comm"));
        assertEquals("a process (pid 5)", found(80));
    }

    @Test
    void rowsThatNoKernelWritesAreSkipped() throws IOException {
        process(5, "x", "socket:[77]");
        table(
                "tcp",
                "",
                "0: zz:0050 0:0 0A 0:0 0:0 0 0 0 77 1",
                "0: 00000000 0:0 0A 0:0 0:0 0 0 0 77 1",
                "0: 00000000:99999999999 0:0 0A 0:0 0:0 0 0 0 77 1",
                "0: 00000000:0050 0:0 0A");
        assertEquals("nobody", found(80));
        assertTrue(PortHolder.find(processes.resolve("none"), false, address("127.0.0.1"), 80)
                .isEmpty());
    }
}
