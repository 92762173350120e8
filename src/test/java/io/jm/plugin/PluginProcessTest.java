package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.console.StreamConsole;
import io.jm.driver.DriverContext;
import io.jm.os.Children;
import io.jm.os.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class PluginProcessTest {
    private static String failureOf(String program, Duration age) throws IOException {
        Environment environment = new Environment(Map.of(), Path.of("/"), "jm", false);
        StreamConsole console = new StreamConsole(
                new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream(), false);
        DriverContext context = new DriverContext("box", Path.of("/"), console, environment, Ticker.system());
        long begun = System.nanoTime() - age.toNanos();
        try (Children children = new Children(environment);
                PluginProcess plugin = new PluginProcess(children.start(Path.of(program), Map.of()), begun, context)) {
            return String.valueOf(
                    assertThrows(JmException.class, plugin::connect).getMessage());
        }
    }

    @Test
    void aPluginThatEndsTellsHow() throws IOException {
        assertEquals("dial tcp: missing address (the plugin ended with status 1)", failureOf("false", Duration.ZERO));
    }

    @Test
    void aPluginThatGaveUpAfterTenSilentSecondsWasSilent() throws IOException {
        assertEquals(
                "Error attempting to get plugin server address for RPC: Failed to dial the plugin server in 10s",
                failureOf("false", Duration.ofSeconds(10)));
    }
}
