package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.os.LockedFile;
import io.jm.testkit.FakeQemu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LeftProcessesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private FakeQemu fake;

    @BeforeEach
    void startProcess() throws IOException, InterruptedException {
        fake = new FakeQemu(directory);
        Process qemu = new ProcessBuilder(
                        fake.programs().resolve("qemu-system-x86_64").toString(),
                        "-machine",
                        "none",
                        "-nodefaults",
                        "-display",
                        "none",
                        "-pidfile",
                        pidFile().toString(),
                        "-daemonize")
                .inheritIO()
                .start();
        assertEquals(0, qemu.waitFor());
    }

    @AfterEach
    void endAll() {
        fake.close();
    }

    private Path pidFile() {
        return directory.resolve("qemu.pid");
    }

    @Test
    void endsTheProcessThatHoldsAPidFileOfTheDirectory() {
        assertTrue(LockedFile.isHeld(pidFile()));
        new LeftProcesses(directory, Ticker.system()).end();
        assertFalse(LockedFile.isHeld(pidFile()));
        assertEquals(List.of(), fake.running());
    }

    @Test
    void leavesTheProcessAloneWhosePidIsInAFileThatNobodyHolds() throws IOException {
        Path other = Files.createDirectory(directory.resolve("other"));
        Files.copy(pidFile(), other.resolve("qemu.pid"));
        new LeftProcesses(other, Ticker.system()).end();
        assertEquals(1, fake.running().size());
        new LeftProcesses(directory.resolve("missing"), Ticker.system()).end();
    }

    @Test
    void aFifoInPlaceOfTheDirectoryIsNotOpened() throws IOException, InterruptedException {
        Path fifo = directory.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        new LeftProcesses(fifo, Ticker.system()).end();
    }
}
