package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DaemonTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final List<Long> pids = new ArrayList<>();

    @AfterEach
    void endDaemons() {
        pids.forEach(ProcessSignals::kill);
    }

    private Path log() {
        return directory.resolve("log");
    }

    /** Waits until the log has this many lines. */
    private List<String> lines(int count) throws Exception {
        while (Files.readString(log()).lines().count() < count) {
            Thread.sleep(10);
        }
        return Files.readAllLines(log());
    }

    private long startedPid() throws Exception {
        long pid = Long.parseLong(lines(1).get(0));
        pids.add(pid);
        return pid;
    }

    private void start(String script) {
        Daemon.start(List.of("/bin/sh", "-c", script, "name", "a b", "$HOME"), Map.of("GIVEN", "1", "PWD", ""), log());
    }

    @Test
    void passesArgumentsAndVariablesAndAppendsBothStreamsToAPrivateLog() throws Exception {
        Files.writeString(log(), "before\n");
        start("echo \"$1|$2|$GIVEN\"; echo error >&2; cat; pwd");
        assertEquals(List.of("before", "a b|$HOME|1", "error", "/"), lines(4));
        Files.delete(log());
        start("echo new");
        assertEquals(List.of("new"), lines(1));
        assertTrue(AtomicFile.hasMode(log(), "rw-------"));
    }

    @Test
    void hasItsOwnSession() throws Exception {
        start("echo $$; exec sleep 60");
        long pid = startedPid();
        assertEquals(pid, session(pid));
        assertNotEquals(session(ProcessHandle.current().pid()), session(pid));
    }

    /** Field 6 of proc(5)'s stat; the name before it is in parentheses. */
    private static long session(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }

    @Test
    void holdsNoneOfTheFilesOfThisProcess() throws Exception {
        Path open = directory.resolve("open");
        try (var channel = Files.newOutputStream(open)) {
            start("echo $$; exec sleep 60");
            long pid = startedPid();
            // after exec, so that what the shell itself opens does not count
            while (!Files.readString(Path.of("/proc/" + pid + "/cmdline")).startsWith("sleep")) {
                Thread.sleep(10);
            }
            List<String> files = new ArrayList<>();
            try (var links = Files.list(Path.of("/proc/" + pid + "/fd"))) {
                for (Path link : links.sorted().toList()) {
                    files.add(Files.readSymbolicLink(link).toString());
                }
            }
            assertEquals(List.of("/dev/null", log().toString(), log().toString()), files);
            channel.write(1);
        }
    }

    @Test
    void outlivesItsStarterWhoseOutputEnds() throws Exception {
        Process starter = starter("");
        String output = new String(starter.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, starter.waitFor());
        assertEquals("started\n", output, "the reader of its output saw the end");
        assertTrue(ProcessSignals.isAlive(startedPid()));
    }

    @Test
    void survivesTheSignalsOfATerminalAndTheKillOfItsGroup() throws Exception {
        for (String signal : List.of("INT", "HUP", "TERM", "KILL")) {
            Files.deleteIfExists(log());
            Process starter = starter("wait");
            assertEquals('s', starter.getInputStream().read());
            long pid = startedPid();
            // to the whole group of the starter, as a terminal does
            assertEquals(
                    0,
                    new ProcessBuilder("/bin/kill", "-" + signal, "--", "-" + starter.pid())
                            .start()
                            .waitFor());
            assertTrue(starter.waitFor(20, TimeUnit.SECONDS), signal);
            assertTrue(ProcessSignals.isAlive(pid), signal);
            assertTrue(ProcessSignals.terminate(pid), signal);
        }
    }

    /** A Java process in a group of its own that starts a daemon. */
    private Process starter(String then) throws IOException {
        return new ProcessBuilder(
                        // a build that runs in the background has SIGINT ignored, and so has all that it starts
                        "env",
                        "--default-signal=INT,HUP",
                        "setsid",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DaemonStarter.class.getName(),
                        log().toString(),
                        then)
                .redirectErrorStream(true)
                .start();
    }

    @Test
    void aMissingProgramIsReported() {
        JmException error =
                assertThrows(JmException.class, () -> Daemon.start(List.of("/no/such", "x"), Map.of(), log()));
        assertEquals("cannot start /no/such: it is not the path of a program", error.getMessage());
        assertFalse(Files.exists(log()));
        assertThrows(JmException.class, () -> Daemon.start(List.of("sh"), Map.of(), log()));
    }

    @Test
    void aSignalIsSentToOthersOnly() {
        assertFalse(ProcessSignals.terminate(ProcessHandle.current().pid()));
        assertFalse(ProcessSignals.kill(1));
        assertFalse(ProcessSignals.kill(0));
        assertFalse(ProcessSignals.kill(-1));
        assertFalse(ProcessSignals.isAlive(Integer.MAX_VALUE));
    }
}
