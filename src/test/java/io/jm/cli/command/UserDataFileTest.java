package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.driver.DriverOptions;
import io.jm.go.json.JsonReader;
import io.jm.os.Environment;
import io.jm.os.Limits;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserDataFileTest {
    /** The drivers of docker-machine whose recorded options have one for user data, and its recorded usage. */
    private static final Map<String, CreateFlag.Text> RECORDED = Map.of(
            "amazonec2", text("amazonec2-userdata", "path to file with cloud-init user data"),
            "azure", text("azure-custom-data", "Path to file with custom-data"),
            "digitalocean", text("digitalocean-userdata", "path to file with cloud-init user-data"),
            "exoscale", text("exoscale-userdata", "path to file with cloud-init user-data"),
            "openstack", text("openstack-user-data-file", "File containing an openstack userdata script"));

    @TempDir
    Path directory;

    private static CreateFlag.Text text(String name, String usage) {
        return new CreateFlag.Text(name, usage, "", "");
    }

    private static List<CreateFlag> recorded(Path file) throws IOException {
        List<CreateFlag> flags = new ArrayList<>();
        for (JsonNode flag : JsonReader.read(Files.readAllBytes(file)).path("flags")) {
            String name = flag.path("name").asText();
            flags.add(
                    switch (flag.path("type").asText()) {
                        case "int" -> new CreateFlag.Number(name, "", "", 0);
                        case "bool" -> new CreateFlag.Switch(name, "", "");
                        case "string" -> text(name, "");
                        default -> new CreateFlag.TextList(name, "", "", List.of());
                    });
        }
        return flags;
    }

    @Test
    void theOptionIsFoundInAllRecordedLists() throws IOException {
        Map<String, String> found = new TreeMap<>();
        int lists = 0;
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/driver-flags"))) {
            for (Path file : files.toList()) {
                String driver = file.getFileName().toString().replace(".json", "");
                lists++;
                try {
                    found.put(
                            driver, UserDataFile.option(driver, recorded(file)).name());
                } catch (JmException e) {
                    assertTrue(
                            e.getMessage().contains("\"" + driver + "\" has no option for user data"), e.getMessage());
                }
            }
        }
        assertEquals(16, lists);
        Map<String, String> expected = new TreeMap<>();
        RECORDED.forEach((driver, flag) -> expected.put(driver, flag.name()));
        assertEquals(expected, found);
    }

    @Test
    void allRecordedOptionsTakeAPath() {
        RECORDED.values().forEach(flag -> assertTrue(UserDataFile.takesPath(flag), flag.name()));
    }

    /** The options of the hetzner plugin. */
    @Test
    void ofSeveralTheOneForAFileIsTakenAndASwitchIsNone() {
        CreateFlag inline = text("hetzner-user-data", "Cloud-init based user data (inline).");
        CreateFlag old = new CreateFlag.Switch("hetzner-user-data-from-file", "DEPRECATED, legacy.", "");
        CreateFlag file = text("hetzner-user-data-file", "Cloud-init based user data (read from file)");
        assertEquals(file, UserDataFile.option("hetzner", List.of(inline, old, file)));
        assertEquals(inline, UserDataFile.option("hetzner", List.of(inline, old)));
        String message = assertThrows(
                        JmException.class, () -> UserDataFile.option("x", List.of(inline, text("x-cloud-config", ""))))
                .getMessage();
        assertTrue(message.endsWith("use the right one: --hetzner-user-data, --x-cloud-config"), message);
    }

    private DriverOptions add(CreateFlag flag, String file, Set<String> typed) {
        return new UserDataFile(file, new Environment(Map.of(), directory, "jm", false))
                .addTo(new DriverOptions(Map.of("a", "b"), Set.of()), "x", List.of(flag), typed);
    }

    @Test
    void theOptionGetsThePathOrTheContent() throws IOException {
        Path file = Files.writeString(directory.resolve("u.yaml"), "#cloud-config\n# ü\n");
        DriverOptions path = add(text("x-userdata", "path of it"), "u.yaml", Set.of());
        assertEquals(file.toString(), path.text("x-userdata"));
        assertEquals("b", path.text("a"));
        assertTrue(path.isGiven("x-userdata"));
        assertEquals(
                "#cloud-config\n# ü\n",
                add(text("x-userdata", "inline"), "u.yaml", Set.of()).text("x-userdata"));
    }

    @Test
    void whatCannotBeUsedIsRefused() throws IOException {
        CreateFlag path = text("x-userdata", "path");
        CreateFlag inline = text("x-userdata", "inline");
        Files.write(directory.resolve("gzip"), new byte[] {0x1f, (byte) 0x8b});
        Files.writeString(directory.resolve("large"), "x".repeat(Limits.USER_DATA + 1));
        for (CreateFlag flag : List.of(path, inline)) {
            assertTrue(error(flag, "missing").startsWith("The user data missing cannot be read: "));
            assertEquals("The user data large has more than 1024 KiB", error(flag, "large"));
        }
        assertEquals("The user data gzip is not text in UTF-8, which this driver needs", error(inline, "gzip"));
        add(path, "gzip", Set.of());
        assertTrue(error(path, ".").contains("must be a file"));
        String both = assertThrows(JmException.class, () -> add(path, "gzip", Set.of("x-userdata")))
                .getMessage();
        assertTrue(both.contains("--user-data is --x-userdata of this driver"), both);
    }

    private String error(CreateFlag flag, String file) {
        return assertThrows(JmException.class, () -> add(flag, file, Set.of())).getMessage();
    }

    @Test
    void nothingIsMadeIfTheDriverHasNoSuchOption() throws IOException {
        Files.writeString(directory.resolve("u.yaml"), "#cloud-config\n");
        Jm jm = Jm.in(
                directory,
                Map.of("MACHINE_STORAGE_PATH", directory.resolve("store").toString()));
        Jm.Result result = jm.run("create", "-d", "none", "--url", "tcp://192.0.2.1:1", "--user-data", "u.yaml", "box")
                .failed();
        assertTrue(result.err().startsWith("The driver \"none\" has no option for user data"), result.err());
        assertFalse(Files.exists(directory.resolve("store/machines/box")));
    }

    /** The built-in driver checks its file before it asks the provider: that it refuses this one shows that it has got it. */
    @Test
    void aDriverOfJmGetsThePath() throws IOException {
        Files.writeString(directory.resolve("u.yaml"), "x".repeat(70_000));
        Jm jm = Jm.in(
                directory,
                Map.of("MACHINE_STORAGE_PATH", directory.resolve("store").toString()));
        Jm.Result result = jm.run(
                        "create",
                        "-d",
                        "digitalocean",
                        "--digitalocean-access-token",
                        "t",
                        "--user-data",
                        "u.yaml",
                        "box")
                .failed();
        assertTrue(result.err().contains("u.yaml is larger than 64 KiB"), result.err());
    }
}
