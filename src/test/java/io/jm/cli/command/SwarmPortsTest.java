package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import io.jm.go.json.JsonReader;
import io.jm.testkit.Jm;
import io.jm.testkit.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmPortsTest {
    private final RecordingConsole output = new RecordingConsole();

    @Test
    void areAddedToThoseThatTheUserOpens() {
        DriverOptions options = new DriverOptions(Map.of("cloud-open-port", List.of("80", "7946/udp")));
        List<CreateFlag> flags = List.of(
                new CreateFlag.Text("cloud-open-port-range", "", "", ""),
                new CreateFlag.TextList("cloud-open-port", "", "", List.of()));
        DriverOptions added = SwarmPorts.addTo(options, "cloud", flags, output.console());
        assertEquals(List.of("80", "7946/udp", "2377/tcp", "7946/tcp", "4789/udp"), added.list("cloud-open-port"));
        assertTrue(added.isGiven("cloud-open-port"));
        assertEquals(List.of("80", "7946/udp"), options.list("cloud-open-port"));
    }

    /** docker-machine's drivers that can open ports, by their recorded options. */
    @Test
    void areTakenByTheDriversThatOpenPorts() throws IOException {
        for (String driver : List.of("amazonec2", "azure", "google")) {
            List<CreateFlag> flags = new ArrayList<>();
            Path recorded = Path.of("src/test/resources/driver-flags", driver + ".json");
            for (JsonNode flag : JsonReader.read(Files.readAllBytes(recorded)).path("flags")) {
                flags.add(
                        flag.path("type").asText().equals("strings")
                                ? new CreateFlag.TextList(flag.path("name").asText(), "", "", List.of())
                                : new CreateFlag.Switch(flag.path("name").asText(), "", ""));
            }
            DriverOptions added = SwarmPorts.addTo(new DriverOptions(Map.of()), driver, flags, output.console());
            assertEquals(4, added.list(driver + "-open-port").size(), driver);
        }
    }

    @Test
    void areNamedIfTheDriverOpensNone(@TempDir Path directory) {
        Map<String, String> variables =
                Map.of("HOME", directory.toString(), "MACHINE_STORAGE_PATH", directory + "/store");
        Jm.Result result = Jm.in(directory, variables)
                .run("create", "-d", "none", "--url", "tcp://192.0.2.1:2376", "--open-swarm-ports", "box")
                .succeeded();
        assertTrue(
                result.all()
                        .contains(
                                "The driver \"none\" opens no ports. Let the machines of the swarm reach each other at"
                                        + " 2377/tcp, 7946/tcp, 7946/udp, 4789/udp."),
                result.all());
    }
}
