package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jm.base.JmException;
import io.jm.driver.PublishedPort;
import io.jm.testkit.ProcessGuard;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forwards ports of a real QEMU without a guest. */
class QemuPortsTest {
    private static final Path QEMU = Path.of("/usr/bin/qemu-system-x86_64");
    /** Another one for each run, so that a QEMU that a killed run left is not in the way. */
    private static final String ADDRESS =
            "127.42.201." + (1 + ProcessHandle.current().pid() % 250);

    private static final PublishedPort SSH = new PublishedPort(ADDRESS, 22222, "tcp");
    private static final PublishedPort ENGINE = new PublishedPort(ADDRESS, 22376, "tcp");
    private static final PublishedPort WEB = new PublishedPort(ADDRESS, 28080, "tcp");
    private static final PublishedPort DNS = new PublishedPort(ADDRESS, 28080, "udp");

    @TempDir
    Path directory;

    private Process qemu;
    private ProcessGuard guard;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(QEMU), "QEMU is not installed");
        Path socket = directory.resolve("monitor2");
        qemu = new ProcessBuilder(
                        QEMU.toString(),
                        "-machine",
                        "none",
                        "-nodefaults",
                        "-display",
                        "none",
                        "-netdev",
                        "user,id=net0,hostfwd=tcp:" + ADDRESS + ":22222-:22,hostfwd=tcp:" + ADDRESS + ":22376-:22376",
                        "-qmp",
                        "unix:" + socket + ",server=on,wait=off")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("qemu.log").toFile())
                .start();
        guard = new ProcessGuard(qemu.pid());
        for (int i = 0; i < 1000 && qemu.isAlive() && !listens(socket); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(qemu.isAlive(), () -> "QEMU ended");
    }

    /** The socket is there a moment before QEMU listens on it. */
    private static boolean listens(Path socket) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (qemu != null) {
            qemu.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            guard.close();
        }
    }

    private QemuPorts connect() {
        return QemuPorts.connect(directory.resolve("monitor2"), Set.of(SSH, ENGINE));
    }

    private static boolean accepts(PublishedPort port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(port.address(), port.port()), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void addsAndRemovesForwards() {
        try (QemuPorts ports = connect()) {
            assertEquals(Set.of(), ports.forwarded(), "those of the machine itself are not counted");
            assertFalse(accepts(WEB));
            ports.forward(WEB);
            ports.forward(DNS);
            assertTrue(accepts(WEB));
            assertEquals(Set.of(WEB, DNS), ports.forwarded());
            ports.remove(WEB);
            assertFalse(accepts(WEB));
            assertEquals(Set.of(DNS), ports.forwarded());
            ports.remove(DNS);
            assertEquals(Set.of(), ports.forwarded());
        }
    }

    @Test
    void whatTheMachineHasStays() {
        try (QemuPorts ports = connect()) {
            ports.forward(ENGINE);
            ports.remove(ENGINE);
            assertTrue(accepts(ENGINE));
        }
    }

    @Test
    void theNextConnectionSeesWhatIsForwarded() {
        try (QemuPorts ports = connect()) {
            ports.forward(WEB);
        }
        assertTrue(accepts(WEB));
        try (QemuPorts ports = connect()) {
            assertEquals(Set.of(WEB), ports.forwarded());
        }
    }

    @Test
    void tellsWhyAPortIsRefused() throws Exception {
        InetAddress address = InetAddress.getByName(ADDRESS);
        try (QemuPorts ports = connect();
                ServerSocket web = new ServerSocket(28080, 5, address);
                DatagramSocket dns = new DatagramSocket(28080, address)) {
            for (PublishedPort port : Set.of(WEB, DNS)) {
                assertEquals(
                        "java (pid " + ProcessHandle.current().pid() + ") uses the port",
                        assertThrows(JmException.class, () -> ports.forward(port))
                                .getMessage());
            }
            assertTrue(web.isBound() && dns.isBound());
            assertEquals(Set.of(), ports.forwarded());
            PublishedPort elsewhere = new PublishedPort("192.0.2.77", 28080, "tcp");
            String message = assertThrows(JmException.class, () -> ports.forward(elsewhere))
                    .getMessage();
            assertTrue(message.startsWith("this computer does not have the address"), message);
        }
    }

    @Test
    void tellsThatAPortIsForwardedAlready() {
        try (QemuPorts ports = connect()) {
            ports.forward(WEB);
            assertThrows(JmException.class, () -> ports.forward(WEB));
            ports.remove(WEB);
            String message =
                    assertThrows(JmException.class, () -> ports.remove(WEB)).getMessage();
            assertEquals("QEMU: host forwarding rule for tcp:" + ADDRESS + ":28080 not found", message);
        }
    }

    @Test
    void refusesWhatWouldBeAnotherRule() {
        try (QemuPorts ports = connect()) {
            for (PublishedPort port : Set.of(
                    new PublishedPort("", 28080, "tcp"),
                    new PublishedPort("::1", 28080, "tcp"),
                    new PublishedPort(ADDRESS + ":1-:2\nquit", 28080, "tcp"),
                    new PublishedPort(ADDRESS, 0, "tcp"),
                    new PublishedPort(ADDRESS, 70000, "tcp"),
                    new PublishedPort(ADDRESS, 28080, "sctp"))) {
                assertThrows(JmException.class, () -> ports.forward(port), port::text);
            }
            assertEquals(Set.of(), ports.forwarded());
        }
    }

    @Test
    void forwardsAThousandPorts() {
        Set<PublishedPort> many = new LinkedHashSet<>();
        for (int port = 30_000; port < 31_000; port++) {
            many.add(new PublishedPort(ADDRESS, port, "tcp"));
        }
        try (QemuPorts ports = connect()) {
            many.forEach(ports::forward);
            assertEquals(many, ports.forwarded());
            many.forEach(ports::remove);
            assertEquals(Set.of(), ports.forwarded());
        }
    }

    @Test
    void noticesTheEndOfQemu() throws Exception {
        try (QemuPorts ports = connect()) {
            CompletableFuture<Void> end = CompletableFuture.runAsync(ports::awaitEnd);
            ports.forward(WEB);
            assertFalse(end.isDone());
            qemu.destroyForcibly();
            end.get(30, TimeUnit.SECONDS);
        }
    }
}
