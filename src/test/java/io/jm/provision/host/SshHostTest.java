package io.jm.provision.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshHostTest {
    private final List<String> plain = new ArrayList<>();
    private final List<String> onTerminal = new ArrayList<>();
    private final Clock clock = new Clock();

    @TempDir
    Path directory;

    @Test
    void usesATerminalOnlyIfSudoRequiresOne() {
        SshHost host = host();
        host.run("sudo demanding");
        host.run("sudo true");
        host.query("true");
        assertEquals(List.of("sudo demanding", "true"), plain);
        assertEquals(List.of("sudo demanding", "sudo true"), onTerminal);
    }

    @Test
    void logsEachCommandWithItsStatusAndWithoutSecrets() throws IOException {
        SshHost host = host();
        host.run("failing https://user:hunter2@proxy.example/ --token=abc");
        host.runWithInput("tee /key", RemoteFile.secret("/key", "SECRET"));
        String log = Files.readString(directory.resolve("provision.log"));
        assertTrue(log.contains("exit=1 0ms failing https://user:<REDACTED>@proxy.example/ --token=<REDACTED>\n"), log);
        assertTrue(log.contains("exit=0 0ms tee /key < /key (0600, 6 bytes)\n"), log);
        assertFalse(log.contains("SECRET"));
    }

    @Test
    void retriesWithBackOffWithinTheTimeout() {
        boolean settled = host().pollUntil("failing", SshReply::succeeded, Duration.ofSeconds(30), reply -> {});
        assertFalse(settled);
        assertTrue(clock.passed.compareTo(Duration.ofSeconds(30)) <= 0);
        assertEquals(13, plain.size());
    }

    private SshHost host() {
        return new SshHost(
                new Answering(),
                new ProvisionLog(directory.resolve("provision.log"), clock),
                new RecordingConsole().console(),
                clock);
    }

    private final class Answering implements SshExecutor {
        @Override
        public SshReply run(String command) {
            plain.add(command);
            if (command.contains("demanding")) {
                return new SshReply(1, "sudo: sorry, you must have a tty to run sudo\n");
            }
            return new SshReply(command.startsWith("failing") ? 1 : 0, "");
        }

        @Override
        public SshReply run(String command, String input) {
            return new SshReply(0, "");
        }

        @Override
        public SshReply runOnTerminal(String command) {
            onTerminal.add(command);
            return new SshReply(0, "");
        }

        @Override
        public void close() {}
    }

    private static final class Clock implements Ticker {
        private Duration passed = Duration.ZERO;

        @Override
        public Instant now() {
            return Instant.EPOCH.plus(passed);
        }

        @Override
        public long nanos() {
            return passed.toNanos();
        }

        @Override
        public void sleep(Duration duration) {
            passed = passed.plus(duration);
        }
    }
}
