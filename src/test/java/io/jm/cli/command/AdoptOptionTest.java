package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptOptionTest {
    @TempDir
    Path directory;

    private Jm.Result create(String... more) {
        List<String> line = new ArrayList<>(List.of("create", "--adopt"));
        line.addAll(List.of(more));
        line.add("box");
        return Jm.in(
                        directory,
                        Map.of(
                                "MACHINE_STORAGE_PATH",
                                directory.resolve("store").toString()))
                .run(line)
                .failed();
    }

    @AfterEach
    void nothingIsMade() {
        assertFalse(Files.exists(directory.resolve("store/machines/box")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--engine-label=a=b", "--tls-san=x", "--provision-script=a.sh", "--no-provision", "--plan"})
    void whatChangesTheHostIsRefused(String option) throws IOException {
        Files.writeString(directory.resolve("a.sh"), "true\n");
        Jm.Result result = create("-d", "generic", "--generic-ip-address", "192.0.2.1", option);
        String name = option.replaceFirst("=.*", "");
        assertEquals(
                "Error: --adopt changes nothing on the host: leave out " + name
                        + "\nSee 'jm create --driver generic --help'.\n",
                result.err());
    }

    @Test
    void aDriverThatMakesItsHostHasNoneToAdopt() {
        Jm.Result result = create("-d", "none", "--url", "tcp://192.0.2.1:1");
        assertTrue(result.err().contains("the driver \"none\" has none"), result.err());
    }
}
