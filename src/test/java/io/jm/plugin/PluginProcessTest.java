package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.DriverContext;
import io.jm.os.ChildProcess;
import io.jm.os.Children;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PluginProcessTest {
    private static final Environment ENVIRONMENT = new Environment(Map.of(), Path.of("/"), "jm", false);

    @TempDir
    Path directory;

    private static DriverContext context(RecordingConsole lines) {
        return new DriverContext("box", Path.of("/"), lines.console(), ENVIRONMENT, Ticker.system());
    }

    private static String failureOf(String program, Duration age) throws IOException {
        DriverContext context = context(new RecordingConsole());
        long begun = System.nanoTime() - age.toNanos();
        try (Children children = new Children(ENVIRONMENT);
                PluginProcess plugin = new PluginProcess(children.start(Path.of(program), Map.of()), begun, context)) {
            return String.valueOf(
                    assertThrows(JmException.class, plugin::connect).getMessage());
        }
    }

    @Test
    void theExitStatusOfAPluginIsReported() throws IOException {
        assertEquals("dial tcp: missing address (the plugin exited with status 1)", failureOf("false", Duration.ZERO));
    }

    @Test
    void unlimitedOutputIsReadToItsEndButShownUpToALimit() throws Exception {
        Path program = Files.writeString(
                directory.resolve("flood"),
                "#!/bin/sh\necho 127.0.0.1:1\nyes " + "y".repeat(98) + " | head -c 20000000\n");
        program.toFile().setExecutable(true);
        RecordingConsole lines = new RecordingConsole();
        try (Children children = new Children(ENVIRONMENT);
                ChildProcess child = children.start(program, Map.of());
                PluginProcess plugin = new PluginProcess(child, System.nanoTime(), context(lines))) {
            assertEquals(0, child.status(60_000));
            assertEquals(" (the plugin exited with status 0)", plugin.exitReason());
        }
        String printed = lines.all();
        assertTrue(printed.endsWith("(box) (too much output: the rest is omitted)\n"), "the notice");
        // the limit does not count the machine name before each line
        assertTrue(printed.length() < Limits.PLUGIN_OUTPUT / 10 * 11, printed.length() + " characters");
    }

    @Test
    void aPluginThatExitsAfterTenSilentSecondsTimedOut() throws IOException {
        assertEquals(
                "Error attempting to get plugin server address for RPC: Failed to dial the plugin server in 10s",
                failureOf("false", Duration.ofSeconds(10)));
    }
}
