package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.cli.WrappedText.Row;
import io.jm.fleet.FleetFile;
import io.jm.fleet.FleetReader;
import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ApplyFileTopicTest {
    private static FleetFile read(String text) {
        return FleetReader.read(text, "m.yaml", name -> "value of " + name);
    }

    @Test
    void theExampleIsAFileOfApply() {
        FleetFile file = read(String.join("\n", ApplyFileTopic.EXAMPLE));
        assertEquals("shop", file.group());
        assertTrue(file.context());
        assertEquals(new FleetFile.Swarm(3, "auto"), file.swarm());
        assertEquals(
                List.of("web", "db"),
                file.machines().stream().map(FleetFile.Section::name).toList());
    }

    /** The error about an unknown key lists those that there are. */
    private static List<String> keys(String text) {
        String error = assertThrows(JmException.class, () -> read(text)).getMessage();
        return List.of(error.substring(error.indexOf("there are ") + "there are ".length())
                .split(", "));
    }

    @Test
    void eachKeyHasARow() {
        Set<String> rows = new TreeSet<>();
        List<String> texts = new ArrayList<>();
        for (Topic.Section section : ApplyFileTopic.sections()) {
            for (Row row : section.rows()) {
                rows.add(row.name());
                texts.add(row.text());
            }
        }
        Set<String> keys = new TreeSet<>(keys("zzzzzz: 1"));
        keys.addAll(keys("group: g\nmachines: {a: {zzzzzz: 1}}"));
        assertEquals(keys, rows);
        for (String key : keys("group: g\nmachines: {}\nswarm: {zzzzzz: 1}")) {
            assertTrue(texts.toString().contains(key + ": "), key);
        }
    }

    @Test
    void helpShowsTheExampleAsItIs() {
        Jm jm = new Jm(new Environment(Map.of(), Path.of("/"), "jm", false));
        String page = jm.run("help", "apply-file").succeeded().out();
        assertTrue(page.contains("\n  group: shop\n  context: true\n"), page);
        assertTrue(
                page.contains(
                        "\n      generic-ssh-key: ~/.ssh/id_ed25519\n".indent(2).substring(2)),
                page);
        assertTrue(jm.run("apply", "--help").succeeded().out().contains("jm help apply-file"));
    }
}
