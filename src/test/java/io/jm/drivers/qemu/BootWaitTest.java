package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.DriverContext;
import io.jm.os.Environment;
import io.jm.os.LockedFile;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wait for a machine whose QEMU runs and in which nothing answers; waiting takes no time here. */
class BootWaitTest {
    private static final String ADDRESS = "127.42.204.1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final RecordingConsole lines = new RecordingConsole();
    private final SetTicker ticker = new SetTicker(Instant.EPOCH);

    @SuppressWarnings("NullAway.Init")
    private LockedFile running;

    @SuppressWarnings("NullAway.Init")
    private DriverContext context;

    @SuppressWarnings("NullAway.Init")
    private QemuFiles files;

    @BeforeEach
    void start() throws IOException {
        Environment environment = new Environment(Map.of(), directory, "jm", false);
        context = new DriverContext("box", directory, lines.console(), environment, ticker);
        files = QemuFiles.of(directory, environment);
        running = Objects.requireNonNull(LockedFile.take(files.pid()));
        Files.writeString(
                files.console(),
                IntStream.rangeClosed(1, 12).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"))
                        + "\u001b[2J\n");
    }

    @AfterEach
    void end() {
        running.close();
    }

    private BootWait waiting(boolean emulated) {
        return new BootWait(context, new QemuProcess(files, ticker), files.console(), emulated);
    }

    /** A port on which nothing listens any more. */
    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return free.getLocalPort();
        }
    }

    private String timeout(boolean emulated, int port) {
        return assertThrows(JmException.class, () -> waiting(emulated).untilSshAnswers(ADDRESS, port))
                .getMessage();
    }

    @Test
    void theErrorHasTheEndOfTheConsoleAndWhereItIs() throws IOException {
        int port = freePort();
        assertEquals(
                "the machine does not answer after 300 s (no SSH at " + ADDRESS + ":" + port + "); its console ("
                        + files.console() + ") ends with:\n"
                        + IntStream.rangeClosed(3, 12)
                                .mapToObj(i -> "line " + i)
                                .collect(Collectors.joining("\n"))
                        + "\\x1b[2J\nTo watch the next start in a window: --qemu-display",
                timeout(false, port));
        assertTrue(ticker.now().getEpochSecond() >= 295, ticker.now().toString());
    }

    @Test
    void anEmulatedMachineMayTakeThreeTimesAsLong() throws IOException {
        assertTrue(timeout(true, freePort()).startsWith("the machine does not answer after 900 s "));
    }

    @Test
    void theLastLineOfTheConsoleIsShownOnceAMinute() throws IOException {
        timeout(false, freePort());
        assertEquals("(box) Still starting: line 12\\x1b[2J\n".repeat(4), lines.all());
    }

    @Test
    void aQemuThatEndsEndsTheWait() throws IOException {
        running.close();
        assertTrue(timeout(false, freePort()).startsWith("QEMU ended while the machine was starting; its console ("));
        assertEquals(Instant.EPOCH, ticker.now());
    }
}
