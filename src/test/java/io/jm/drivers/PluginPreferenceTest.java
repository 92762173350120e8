package io.jm.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.driver.DriverName;
import io.jm.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginPreferenceTest {
    @TempDir
    Path directory;

    private boolean prefers(String value, String driver, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("PATH", directory.toString());
        variables.put("MACHINE_PREFER_PLUGIN", value);
        return PluginPreference.isFor(DriverName.of(driver), new Environment(variables, directory, "jm", false));
    }

    @ParameterizedTest
    @CsvSource({
        "'', qemu, false",
        "qemu, qemu, true",
        "'none, qemu', qemu, true",
        "'none,qemu2', qemu, false",
        "all, qemu, false",
    })
    void namesDriversOneByOne(String value, String driver, boolean expected) {
        assertEquals(expected, prefers(value, driver, Map.of()));
    }

    @Test
    void allMeansThoseThatAPluginOrDockerMachineServes() throws IOException {
        program("docker-machine-driver-qemu");
        assertTrue(prefers("all", "qemu", Map.of()));
        assertFalse(prefers("all", "amazonec2", Map.of()));
        program("docker-machine");
        assertTrue(prefers("all", "amazonec2", Map.of()));
    }

    private void program(String name) throws IOException {
        assertTrue(Files.writeString(directory.resolve(name), "#!/bin/sh\n")
                .toFile()
                .setExecutable(true));
    }

    /** It would start itself again and again. */
    @Test
    void jmAsAPluginPrefersNone() {
        assertFalse(prefers("qemu", "qemu", Map.of("MACHINE_PLUGIN_TOKEN", "42")));
    }
}
