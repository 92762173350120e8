package io.jm.forwarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.engine.ContainerClient;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.ScriptedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestClockTest {

    @TempDir
    Path directory;

    private final SkippingTicker ticker = new SkippingTicker();
    private final List<String> commands = new ArrayList<>();
    private boolean hasHardwareClock = true;
    private ScriptedEngine engine;
    private ContainerClient client;
    private GuestClock clock;

    /** The system's clock, and time that passes on one or both of its clocks at once. */
    private static final class SkippingTicker implements Ticker {
        private Duration awake = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime() + awake.toNanos();
        }

        @Override
        public void sleep(Duration duration) {
            throw new IllegalStateException("a test does not wait");
        }
    }

    /** A host whose clock is set by the commands. */
    private final class Host implements SshExecutor {
        @Override
        public SshReply run(String command) {
            commands.add(command.replaceAll("@\\d+", "@N"));
            if (command.contains("hwclock") && !hasHardwareClock) {
                return new SshReply(127, "hwclock: not found\n");
            }
            engine.secondsAhead = 0;
            return new SshReply(0, "");
        }

        @Override
        public SshReply runOnTerminal(String command) {
            throw new IllegalStateException();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws Exception {
        engine = ScriptedEngine.start();
        client = engine.client();
        clock = new GuestClock(client, Host::new, new WatchLog(directory.resolve("watch.log"), ticker), ticker);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        engine.close();
    }

    private void passes(int seconds) {
        ticker.awake = ticker.awake.plusSeconds(seconds);
    }

    private String log() throws Exception {
        Path file = directory.resolve("watch.log");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** A jump: one clock of the host shows more time than the other. */
    @Test
    void comparesWhenTheHostHasSlept() throws Exception {
        engine.secondsAhead = -3600;
        passes(9);
        clock.look();
        assertEquals(List.of(), engine.requests, "nothing has happened");
        passes(30);
        clock.look();
        assertEquals(List.of("sudo -n hwclock -s"), commands);
        // less by the time that the answer takes
        assertTrue(log().matches(".* the machine's clock was (3600\\.0|35\\d\\d\\.\\d) s slow; it is set\n"), log());
    }

    @Test
    void aClockThatIsRightIsLeftAlone() throws Exception {
        passes(90);
        clock.look();
        assertEquals(List.of("/info"), engine.requests);
        assertEquals(List.of(), commands);
        assertEquals("", log());
    }

    @Test
    void setsTheDateWithoutAHardwareClock() throws Exception {
        hasHardwareClock = false;
        engine.secondsAhead = 60;
        passes(90);
        clock.look();
        assertEquals(List.of("sudo -n hwclock -s", "sudo -n date -u -s @N"), commands);
        assertTrue(log().endsWith(" s fast; it is set\n"), log());
    }

    @Test
    void doesNotFightForEver() {
        for (int i = 0; i < 70; i++) {
            engine.secondsAhead = -60;
            passes(9);
            clock.look();
        }
        assertTrue(engine.requests.size() > 5, engine.requests::toString);
        assertEquals(2, commands.size());
    }

    @Test
    void anEngineThatIsAwayIsAskedAgainAtTheNextLook() throws Exception {
        engine.secondsAhead = -60;
        engine.goAway();
        passes(90);
        clock.look();
        assertEquals(List.of(), commands);
        engine.comeBack();
        passes(1);
        clock.look();
        assertEquals(1, commands.size());
    }
}
