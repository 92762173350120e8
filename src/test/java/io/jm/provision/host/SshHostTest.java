package io.jm.provision.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.Ticker;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aScriptThatIsTheFirstToUseSudoGetsATerminalIfSudoRequiresOne() {
        SshHost host = host();
        host.runScript("sh demanding", "my.sh", "a\n");
        host.runScript("sudo sh demanding", "my.sh", "b\n");
        host.runScript("sudo sh demanding", "my.sh", "c\n");
        assertEquals(List.of("sh demanding", "sudo sh demanding"), plain);
        assertEquals(
                List.of(
                        "printf %s '{ :; b\n\n}\n' | sudo sh demanding",
                        "printf %s '{ :; c\n\n}\n' | sudo sh demanding"),
                onTerminal);
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

    /** With the real shell, which reads what jm sends it. */
    @ParameterizedTest
    @CsvSource({
        // what the script starts does not read the rest of the script
        "'cat; echo after', 0, after",
        "'#!/bin/sh\necho a # b', 0, a",
        "'# nothing', 0, ''",
        "'exit 3\necho never', 3, ''",
        "'false', 1, ''",
        "'set -e\nfalse\necho never', 1, ''",
        "'cat <<X\n{ }\nX', 0, '{ }'",
        "'if true; then echo yes', 2, ''"
    })
    void aScriptIsRunAsAWhole(String script, int status, String output) throws IOException {
        SshReply reply = local().runScript("sh", "my.sh", script.replace("\\n", "\n"));
        assertEquals(status, reply.status());
        if (status != 2) {
            assertEquals(output, reply.output().strip());
        }
        String log = Files.readString(directory.resolve("provision.log"));
        assertTrue(log.contains("exit=" + status + " 0ms sh < my.sh\n"), log);
    }

    @Test
    void halfAScriptRunsNothing() {
        SshHost host = new SshHost(
                new LocalShell() {
                    @Override
                    public SshReply run(String command, String input) {
                        return super.run(command, input.substring(0, input.length() / 2));
                    }
                },
                new ProvisionLog(null, clock),
                new RecordingConsole().console(),
                clock);
        SshReply reply = host.runScript("sh", "my.sh", "echo begun\n".repeat(20));
        assertEquals(2, reply.status());
        assertFalse(reply.output().contains("begun"), reply.output());
    }

    @Test
    void theOutputOfAScriptIsLoggedWithoutSecrets() throws IOException {
        local().runScript("sh", "my.sh", "echo one; echo 'password=hunter2' >&2; printf '\\033[31mred\\n'");
        String log = Files.readString(directory.resolve("provision.log"));
        assertTrue(log.endsWith("  one\n  password=<REDACTED>\n  \\x1b[31mred\n"), log);
    }

    @Test
    void ofALongOutputTheEndIsLogged() throws IOException {
        local().runScript("sh", "my.sh", "i=0; while [ $i -lt 40000 ]; do echo line-$i-line; i=$((i+1)); done");
        String log = Files.readString(directory.resolve("provision.log"));
        assertTrue(log.endsWith("  line-39999-line\n"), log.substring(log.length() - 100));
        assertFalse(log.contains("line-1-line"));
        assertTrue(log.length() < ProvisionLog.FILE_LIMIT, "length " + log.length());
    }

    @Test
    void retriesWithBackOffWithinTheTimeout() {
        boolean settled = host().pollUntil("failing", SshReply::succeeded, Duration.ofSeconds(30), reply -> {});
        assertFalse(settled);
        assertTrue(clock.passed.compareTo(Duration.ofSeconds(30)) <= 0);
        assertEquals(13, plain.size());
    }

    private SshHost local() {
        return new SshHost(
                new LocalShell(),
                new ProvisionLog(directory.resolve("provision.log"), clock),
                new RecordingConsole().console(),
                clock);
    }

    /** Runs commands on this computer. */
    private static class LocalShell implements SshExecutor {
        @Override
        public SshReply run(String command) {
            return run(command, "");
        }

        @Override
        public SshReply run(String command, String input) {
            try {
                Process process = new ProcessBuilder("sh", "-c", command)
                        .redirectErrorStream(true)
                        .start();
                try (OutputStream to = process.getOutputStream()) {
                    to.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // it has ended without reading all
                }
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new SshReply(process.waitFor(), output);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public SshReply runOnTerminal(String command) {
            throw new IllegalStateException("no terminal");
        }

        @Override
        public void close() {}
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
            return run(command);
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
