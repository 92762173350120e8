package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.MachineState;
import io.jm.os.Environment;
import io.jm.os.LockedFile;
import io.jm.os.ProcessSignals;
import io.jm.qmp.QmpClient;
import io.jm.testkit.FakeQemu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Crashes, left files and races, over the fake QEMU. */
@Timeout(120)
class QemuProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeQemu fake;

    @SuppressWarnings("NullAway.Init")
    private QemuFiles files;

    @BeforeEach
    void createMachine() throws IOException {
        fake = new FakeQemu(directory);
        Path machine = Files.createDirectory(directory.resolve("box"));
        files = QemuFiles.of(machine, new Environment(Map.of(), directory, "jm", false));
    }

    @AfterEach
    void endAll() {
        fake.close();
    }

    private QemuProcess process() {
        return new QemuProcess(files, Ticker.system());
    }

    private void start() {
        process()
                .start(
                        fake.programs().resolve("qemu-system-x86_64"),
                        List.of(
                                "-machine",
                                "none",
                                "-chardev",
                                "socket,id=qmp,path=" + files.monitor() + ",server=on,wait=off",
                                "-mon",
                                "chardev=qmp,mode=control",
                                "-pidfile",
                                files.pid().toString(),
                                "-daemonize"));
    }

    private long pid() {
        return LockedFile.holder(files.pid()).orElseThrow();
    }

    @Test
    void runsAndIsEnded() {
        assertFalse(process().isRunning());
        start();
        assertEquals(MachineState.RUNNING, process().status().state());
        process().end();
        assertEquals(MachineState.STOPPED, process().status().state());
        assertEquals(List.of(), fake.running());
        process().end();
    }

    @Test
    void aKilledOneIsStoppedAndStartsAgain() {
        start();
        kill(pid());
        assertTrue(Files.exists(files.monitor()), "its files are left");
        assertEquals(MachineState.STOPPED, process().status().state());
        start();
        assertEquals(MachineState.RUNNING, process().status().state());
        kill(pid());
        process().end();
        assertFalse(Files.exists(files.monitor()));
        assertFalse(Files.exists(files.pid()));
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertTrue(ProcessSignals.kill(pid));
        process.onExit().join();
    }

    @Test
    void aForeignProcessWithTheNumberInALeftPidFileIsNotTouched() throws IOException {
        Process foreign = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(files.pid(), foreign.pid() + "\n");
            assertEquals(MachineState.STOPPED, process().status().state());
            process().end();
            assertTrue(foreign.isAlive());
            Files.writeString(files.pid(), foreign.pid() + "\n");
            start();
            assertTrue(pid() != foreign.pid());
            process().end();
            assertTrue(foreign.isAlive());
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void itsStateIsWhatItSays() {
        start();
        for (String status : List.of("paused", "suspended")) {
            fake.set("status", status);
            assertEquals(MachineState.PAUSED, process().status().state());
        }
        fake.set("status", "io-error");
        assertEquals(MachineState.ERROR, process().status().state());
        assertEquals(
                "the disk of this computer is full (io-error)",
                process().status().reason());
    }

    @Test
    void oneThatHangsIsAnErrorAndIsKilled() throws Exception {
        start();
        assertEquals(
                0,
                new ProcessBuilder("kill", "-STOP", String.valueOf(pid()))
                        .start()
                        .waitFor());
        // the signal is sent; the process stops a moment later
        Path kernel = Path.of("/proc/" + pid() + "/stat");
        while (!Files.readString(kernel).contains(") T ")) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        QemuProcess.Status status = process().status();
        assertEquals(MachineState.ERROR, status.state());
        assertTrue(status.reason().startsWith("QEMU does not answer"), status.reason());
        process().end();
        assertEquals(List.of(), fake.running());
        assertEquals(MachineState.STOPPED, process().status().state());
    }

    @Test
    void ofSeveralStartsAtOnceOneWinsAndIsSeen() throws Exception {
        int starts = 4;
        CyclicBarrier together = new CyclicBarrier(starts);
        ExecutorService threads = Executors.newFixedThreadPool(starts);
        try {
            List<Future<Boolean>> started = new ArrayList<>();
            for (int i = 0; i < starts; i++) {
                started.add(threads.submit(() -> {
                    together.await();
                    return tryStart();
                }));
            }
            int won = 0;
            for (Future<Boolean> one : started) {
                won += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
            }
            assertEquals(1, won);
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, fake.running().size());
        assertEquals(fake.running(), List.of(pid()));
        assertEquals(MachineState.RUNNING, process().status().state());
    }

    private boolean tryStart() {
        try {
            start();
            return true;
        } catch (JmException e) {
            return false;
        }
    }

    @Test
    void oneThatIsEndingIsStoppedAndNotAnError() throws Exception {
        start();
        fake.set("exitSeconds", 1000);
        try (QmpClient client = QmpClient.connect(files.monitor(), QmpClient.TIMEOUT)) {
            client.execute("quit");
            client.awaitEnd();
        }
        assertTrue(process().isRunning(), "its monitor is closed, its process still there");
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> fake.set("exitSeconds", 0));
        assertEquals(MachineState.STOPPED, process().status().state());
    }

    @Test
    void thePowerButtonOfOneThatIsEndingIsNoError() throws Exception {
        start();
        fake.set("exitSeconds", 0.5);
        try (QmpClient client = QmpClient.connect(files.monitor(), QmpClient.TIMEOUT)) {
            client.execute("quit");
            client.awaitEnd();
        }
        process().pressPowerButton();
        assertFalse(process().isRunning());
    }

    @Test
    void endingWhatHasNoDirectoryMakesNone() throws IOException {
        Files.delete(files.directory());
        process().end();
        assertFalse(Files.exists(files.directory()));
    }

    @Test
    void aStartWhileOneRunsLeavesItAlone() {
        start();
        long pid = pid();
        JmException error = assertThrows(JmException.class, this::start);
        assertEquals("the virtual machine is running already", error.getMessage());
        assertEquals(pid, pid());
        assertEquals(MachineState.RUNNING, process().status().state());
    }

    @Test
    void oneThatCannotStartTellsWhyAndLeavesNothing() {
        fake.set("fail", JsonNodeFactory.instance.objectNode().put("devices", "no such thing"));
        JmException error = assertThrows(JmException.class, this::start);
        assertTrue(error.getMessage().contains("no such thing"), error.getMessage());
        assertEquals(MachineState.STOPPED, process().status().state());
        assertEquals(List.of(), fake.running());
    }
}
