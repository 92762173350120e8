package io.jm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.os.LockedFile;
import io.jm.qmp.QmpBusyException;
import io.jm.qmp.QmpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The contract with the fake QEMU, and what tests can make it do. */
@Timeout(120)
class FakeQemuTest extends QemuContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path programs;

    private @Nullable FakeQemu fake;

    private FakeQemu fake() {
        if (fake == null) {
            fake = new FakeQemu(programs);
        }
        return fake;
    }

    @AfterEach
    void endAll() {
        fake().close();
        assertEquals(List.of(), fake().running());
    }

    @Override
    Path program(String name) {
        return fake().programs().resolve(name);
    }

    @Test
    void theGuestAnswersWithABannerOnceItHasBooted() throws Exception {
        fake().set("bootSeconds", 1000);
        start();
        try (Socket socket = new Socket(ADDRESS, port())) {
            socket.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, socket.getInputStream()::read, "accepted, but silent");
            fake().set("bootSeconds", 0);
            socket.setSoTimeout(20_000);
            byte[] banner = socket.getInputStream().readNBytes(8);
            assertEquals("SSH-2.0-", new String(banner, StandardCharsets.US_ASCII));
        }
        assertEquals(List.of("SeaBIOS (fake)"), Files.readAllLines(directory.resolve("console.log")));
    }

    @Test
    void connectionsGoToAServerOfTheTest() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fake().forward(22, "127.0.0.1:" + server.getLocalPort());
            start();
            try (Socket client = new Socket(ADDRESS, port());
                    Socket guest = server.accept()) {
                client.getOutputStream().write("ping".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                assertEquals("ping", read(guest));
                guest.getOutputStream().write("pong".getBytes(StandardCharsets.US_ASCII));
                guest.close();
                assertEquals("pong", read(client));
            }
        }
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void thePowerButtonWorksOnceTheGuestHasBooted() throws Exception {
        fake().set("bootSeconds", 1000).set("powerdownSeconds", 0.2);
        start();
        try (QmpClient client = QmpClient.connect(monitor(), Duration.ofSeconds(20))) {
            client.execute("system_powerdown");
            Thread.sleep(500);
            assertTrue(LockedFile.isHeld(pidFile()), "ignored while it boots");
            fake().set("bootSeconds", 0);
            client.execute("system_powerdown");
            client.awaitEnd();
        }
        while (Files.exists(pidFile())) {
            Thread.sleep(10);
        }
    }

    @Test
    void theStateIsWhatTheTestSets() throws Exception {
        start();
        try (QmpClient client = QmpClient.connect(monitor(), Duration.ofSeconds(20))) {
            fake().set("status", "io-error");
            assertEquals(
                    "io-error", client.execute("query-status").path("status").asText());
        }
        fake().set("silent", true);
        assertThrows(
                QmpBusyException.class,
                () -> QmpClient.connect(monitor(), Duration.ofMillis(300)).close());
    }

    @Test
    void notesItsCommandLines() throws Exception {
        start();
        List<String> expected = new ArrayList<>(commandLine());
        expected.set(0, "qemu-system-x86_64");
        assertEquals(List.of(expected), fake().commandLines());
        assertEquals(List.of(LockedFile.holder(pidFile()).orElseThrow()), fake().running());
    }

    @Test
    void endsWhenTheTestsAreKilled() throws Exception {
        Process tests = new ProcessBuilder("sleep", "60").start();
        fake().set("owner", JsonNodeFactory.instance.numberNode(tests.pid()));
        start();
        tests.destroyForcibly().waitFor();
        while (!fake().running().isEmpty()) {
            Thread.sleep(10);
        }
        assertTrue(Files.exists(pidFile()), "as if it were killed");
    }

    @Test
    void anAcceleratorCanBeMissing() throws Exception {
        fake().set("accelerators", JsonNodeFactory.instance.arrayNode().add("tcg"));
        Result result = qemu("-machine", "q35", "-accel", "kvm", "-cpu", "host");
        assertEquals(1, result.status());
        assertTrue(
                result.errors().endsWith("qemu-system-x86_64: failed to initialize kvm: No such file or directory\n"));
        assertEquals(
                "Accelerators supported in QEMU binary:\ntcg\nkvm\n",
                qemu("-accel", "help").output());
        assertEquals(
                "QEMU emulator version 7.2.22 (fake)",
                qemu("-version").output().lines().findFirst().orElseThrow());
    }

    @Test
    void theArchitectureIsInItsName() throws Exception {
        String arm = program("qemu-system-aarch64").toString();
        Result result = run(List.of(arm, "-machine", "q35"));
        assertEquals(
                "qemu-system-aarch64: unsupported machine type\nUse -machine help to list supported machines\n",
                result.errors());
        assertTrue(run(List.of(arm, "-machine", "help")).output().contains("virt "));
    }
}
