package io.jm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.json.JsonReader;
import io.jm.os.LockedFile;
import io.jm.os.ProcessSignals;
import io.jm.qmp.QmpBusyException;
import io.jm.qmp.QmpClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What jm knows about QEMU's outside, checked over the real QEMU and over the fake one: neither may differ. */
@Timeout(120)
abstract class QemuContract {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    /** Another one for each run, so that a QEMU of another run is not in the way. */
    static final String ADDRESS = "127.42.9." + (1 + ProcessHandle.current().pid() % 250);

    private int port;
    private @Nullable ProcessGuard guard;

    /** The path of {@code qemu-system-x86_64}, or of {@code qemu-img}. */
    abstract Path program(String name);

    /** The result of a program. */
    record Result(int status, String output, String errors) {}

    Result run(List<String> command) throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Result(process.exitValue(), output, Files.readString(errors));
    }

    Result qemu(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(program("qemu-system-x86_64").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    Result qemuImg(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("qemu-img").toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    Path disk() {
        return directory.resolve("disk.qcow2");
    }

    Path pidFile() {
        return directory.resolve("qemu.pid");
    }

    Path monitor() {
        return directory.resolve("monitor");
    }

    int port() {
        return port;
    }

    @BeforeEach
    void createDisk() throws Exception {
        port = freePort();
        Result created = qemuImg("create", "-f", "qcow2", disk().toString(), "10M");
        assertEquals(0, created.status(), created.errors());
        Files.write(directory.resolve("seed.img"), new byte[1_474_560]);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return free.getLocalPort();
        }
    }

    @AfterEach
    void endMachine() throws InterruptedException {
        if (guard != null) {
            guard.close();
        }
        LockedFile.holder(pidFile()).ifPresent(ProcessSignals::kill);
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        while (LockedFile.isHeld(pidFile())) {
            Thread.sleep(10);
        }
    }

    /** The command line of the driver, with a small memory. */
    List<String> commandLine() {
        return List.of(
                program("qemu-system-x86_64").toString(),
                "-name",
                "jm-box",
                "-uuid",
                "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
                "-nodefaults",
                "-no-user-config",
                "-machine",
                "q35,vmport=off",
                "-accel",
                "tcg",
                "-cpu",
                "max,la57=off",
                "-smp",
                "2,sockets=1,cores=2,threads=1",
                "-m",
                "64",
                "-display",
                "none",
                "-vga",
                "none",
                "-device",
                "virtio-rng-pci",
                "-device",
                "virtio-balloon-pci,free-page-reporting=on",
                "-blockdev",
                "driver=qcow2,node-name=disk,discard=unmap,detect-zeroes=unmap,file.driver=file,file.filename="
                        + disk(),
                "-device",
                "virtio-blk-pci,drive=disk,bootindex=1",
                "-blockdev",
                "driver=raw,node-name=seed,read-only=on,file.driver=file,file.filename="
                        + directory.resolve("seed.img"),
                "-device",
                "virtio-blk-pci,drive=seed",
                "-netdev",
                "user,id=net0,hostname=box,hostfwd=tcp:" + ADDRESS + ":" + port + "-:22",
                "-device",
                "virtio-net-pci,netdev=net0,mac=52:54:00:01:02:03,romfile=",
                "-chardev",
                "file,id=console,path=" + directory.resolve("console.log"),
                "-serial",
                "chardev:console",
                "-chardev",
                "socket,id=qmp,path=" + monitor() + ",server=on,wait=off",
                "-mon",
                "chardev=qmp,mode=control",
                "-chardev",
                "socket,id=qmp2,path=" + directory.resolve("monitor2") + ",server=on,wait=off",
                "-mon",
                "chardev=qmp2,mode=control",
                "-pidfile",
                pidFile().toString(),
                "-daemonize");
    }

    void start() throws Exception {
        Result started = run(commandLine());
        assertEquals("", started.errors());
        assertEquals(0, started.status());
        assertTrue(LockedFile.isHeld(pidFile()));
        if (guard != null) {
            guard.close();
        }
        guard = new ProcessGuard(LockedFile.holder(pidFile()).orElseThrow());
    }

    private QmpClient connect() {
        return QmpClient.connect(monitor(), TIMEOUT);
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        for (String[] row : QemuRefusals.ROWS) {
            List<String> arguments = new ArrayList<>(List.of("-nodefaults", "-display", "none"));
            arguments.addAll(List.of(row[0].split(" ", -1)));
            Result result = qemu(arguments.toArray(String[]::new));
            assertEquals("qemu-system-x86_64: " + row[1] + "\n", result.errors(), row[0]);
            assertEquals(1, result.status(), row[0]);
        }
    }

    @Test
    void runsUntilTheCommandQuit() throws Exception {
        start();
        long pid = LockedFile.holder(pidFile()).orElseThrow();
        assertTrue(ProcessSignals.isAlive(pid));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(pidFile()));
        // so the directory is what keeps other users out
        assertEquals(PosixFilePermissions.fromString("rwxr-x---"), Files.getPosixFilePermissions(monitor()));
        try (QmpClient other = QmpClient.connect(directory.resolve("monitor2"), TIMEOUT)) {
            CompletableFuture<Void> end = CompletableFuture.runAsync(other::awaitEnd);
            try (QmpClient client = connect()) {
                assertEquals(
                        "running", client.execute("query-status").path("status").asText());
                client.execute("stop");
                assertEquals(
                        "paused", other.execute("query-status").path("status").asText());
                assertFalse(client.execute("query-status").path("running").asBoolean());
                client.execute("cont");
                assertTrue(other.execute("query-status").path("running").asBoolean());
                assertFalse(end.isDone());
                client.execute("quit");
            }
            end.get(30, TimeUnit.SECONDS);
        }
        awaitEnd();
        assertFalse(Files.exists(pidFile()));
        assertFalse(Files.exists(monitor()));
    }

    @Test
    void endsNormallyBySigterm() throws Exception {
        start();
        assertTrue(ProcessSignals.terminate(LockedFile.holder(pidFile()).orElseThrow()));
        awaitEnd();
        assertFalse(Files.exists(pidFile()));
        assertFalse(Files.exists(monitor()));
    }

    @Test
    void leavesItsFilesWhenItIsKilledAndStartsAgain() throws Exception {
        start();
        assertTrue(ProcessSignals.kill(LockedFile.holder(pidFile()).orElseThrow()));
        awaitEnd();
        assertTrue(Files.exists(pidFile()));
        assertTrue(Files.exists(monitor()));
        assertTrue(assertThrows(JmException.class, this::connect).getMessage().contains("left over"));
        start();
        connect().close();
    }

    @Test
    void aSecondOneIsRefusedAndTheFirstKeepsItsMonitor() throws Exception {
        start();
        Result second = run(commandLine());
        assertEquals(
                "qemu-system-x86_64: cannot create PID file: Cannot lock pid file: Resource temporarily unavailable\n",
                second.errors());
        assertEquals(1, second.status());
        connect().close();
        String node = "driver=qcow2,node-name=disk,file.driver=file,file.filename=" + disk();
        Result disk = qemu("-nodefaults", "-display", "none", "-machine", "none", "-blockdev", node);
        assertEquals(
                "qemu-system-x86_64: -blockdev " + node
                        + ": Failed to get \"write\" lock\nIs another process using the image [" + disk() + "]?\n",
                disk.errors());
        assertEquals(1, disk.status());
        String rule = "tcp:" + ADDRESS + ":" + port + "-:22";
        Result network = qemu(
                "-nodefaults",
                "-display",
                "none",
                "-machine",
                "none",
                "-netdev",
                "user,id=n,hostfwd=" + rule,
                "-daemonize");
        assertEquals(
                "qemu-system-x86_64: -netdev user,id=n,hostfwd=" + rule + ": Could not set up host forwarding rule '"
                        + rule + "'\n",
                network.errors());
        assertEquals(1, network.status());
        connect().close();
    }

    @Test
    void aMonitorServesOneClientAtATime() throws Exception {
        start();
        try (QmpClient first = connect()) {
            for (int i = 0; i < 4; i++) {
                assertThrows(
                        QmpBusyException.class,
                        () -> QmpClient.connect(monitor(), Duration.ofMillis(200))
                                .close());
            }
            first.execute("query-status");
        }
        connect().close();
    }

    @Test
    void refusesCommandsWithItsMessages() throws Exception {
        start();
        try (QmpClient client = connect()) {
            assertEquals(
                    "QEMU refuses nope: The command nope has not been found",
                    assertThrows(JmException.class, () -> client.execute("nope"))
                            .getMessage());
            ObjectNode wrong = JsonNodeFactory.instance.objectNode().put("a", 1);
            assertEquals(
                    "QEMU refuses query-status: Parameter 'a' is unexpected",
                    assertThrows(JmException.class, () -> client.execute("query-status", wrong))
                            .getMessage());
            assertEquals("unknown command: 'nope'", client.monitor("nope"));
        }
    }

    @Test
    void forwardsPortsWhileItRuns() throws Exception {
        start();
        int added = freePort();
        String rule = "tcp:" + ADDRESS + ":" + added;
        try (QmpClient client = connect()) {
            assertEquals("", client.monitor("hostfwd_add net0 " + rule + "-:80"));
            new Socket(ADDRESS, added).close();
            new Socket(ADDRESS, port).close();
            assertEquals(
                    "Could not set up host forwarding rule '" + rule + "-:80'",
                    client.monitor("hostfwd_add net0 " + rule + "-:80"));
            assertEquals("", client.monitor("hostfwd_add net0 udp:" + ADDRESS + ":" + added + "-:53"));
            List<String> rules = client.monitor("info usernet")
                    .lines()
                    .filter(line -> line.contains("HOST_FORWARD"))
                    .map(line -> line.strip().replaceAll(" +", " ").replaceFirst("\\] \\d+", "] FD"))
                    .toList();
            assertEquals(
                    List.of(
                            "TCP[HOST_FORWARD] FD " + ADDRESS + " " + added + " 10.0.2.15 80 0 0",
                            "TCP[HOST_FORWARD] FD " + ADDRESS + " " + port + " 10.0.2.15 22 0 0",
                            "UDP[HOST_FORWARD] FD " + ADDRESS + " " + added + " 10.0.2.15 53 0 0"),
                    rules);
            assertEquals(
                    "host forwarding rule for " + rule + " removed", client.monitor("hostfwd_remove net0 " + rule));
            assertEquals(
                    "host forwarding rule for " + rule + " not found", client.monitor("hostfwd_remove net0 " + rule));
            assertThrows(ConnectException.class, () -> new Socket(ADDRESS, added).close());
            assertEquals("invalid format", client.monitor("hostfwd_remove net0 bar"));
            assertEquals("unrecognized netdev id 'nope'", client.monitor("hostfwd_add nope " + rule + "-:80"));
            assertEquals(
                    "Invalid host forwarding rule 'foo' (No : separators)", client.monitor("hostfwd_add net0 foo"));
        }
    }

    @Test
    void imagesAreMadeGrownAndDescribed() throws Exception {
        Path overlay = directory.resolve("overlay.qcow2");
        assertEquals(
                0,
                qemuImg("create", "-f", "qcow2", "-b", disk().toString(), "-F", "qcow2", overlay.toString(), "30M")
                        .status());
        assertEquals(0, qemuImg("resize", overlay.toString(), "2G").status());
        Result info = qemuImg("info", "--output=json", overlay.toString());
        ObjectNode found = (ObjectNode) JsonReader.read(info.output());
        found.remove("actual-size");
        ObjectNode expected = (ObjectNode)
                JsonReader.read("""
                {"backing-filename-format": "qcow2", "virtual-size": 2147483648, "filename": "OVERLAY",
                "cluster-size": 65536, "format": "qcow2", "full-backing-filename": "BASE", "backing-filename": "BASE",
                "dirty-flag": false, "format-specific": {"type": "qcow2", "data": {"compat": "1.1",
                "compression-type": "zlib", "lazy-refcounts": false, "refcount-bits": 16, "corrupt": false,
                "extended-l2": false}}}
                """.replace("OVERLAY", overlay.toString()).replace("BASE", disk().toString()));
        assertEquals(expected, found);
        Result shrunk = qemuImg("resize", overlay.toString(), "1G");
        assertEquals(1, shrunk.status());
        assertTrue(shrunk.errors().contains("Use the --shrink option to perform a shrink operation."));
        String none = directory.resolve("none").toString();
        Result missing = qemuImg("create", "-f", "qcow2", "-b", "/none", "-F", "qcow2", none, "1M");
        assertEquals(1, missing.status());
        assertTrue(missing.errors().startsWith("qemu-img: " + none + ": Could not open '/none': No such file"));
    }

    @Test
    void anImageInUseIsRefused() throws Exception {
        start();
        String lock = "qemu-img: Could not open '" + disk() + "': Failed to get ";
        String question = "\nIs another process using the image [" + disk() + "]?\n";
        assertEquals(
                new Result(1, "", lock + "\"write\" lock" + question), qemuImg("resize", disk().toString(), "20M"));
        assertEquals(
                new Result(1, "", lock + "shared \"write\" lock" + question),
                qemuImg("info", "--output=json", disk().toString()));
    }
}
