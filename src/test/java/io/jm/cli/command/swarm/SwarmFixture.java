package io.jm.cli.command.swarm;

import io.jm.testkit.Jm;
import io.jm.testkit.SwarmEngines;
import io.jm.testkit.SwarmEngines.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Machines of the group prod, each with an engine. */
class SwarmFixture {
    final SwarmEngines engines = new SwarmEngines();
    final Map<String, Engine> byName = new LinkedHashMap<>();
    final Map<String, String> variables = new TreeMap<>();
    Path root;
    Jm jm;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        root = temporary;
        variables.put("HOME", Files.createDirectories(root.resolve("home")).toString());
        variables.put("MACHINE_STORAGE_PATH", root.resolve("store").toString());
        jm = Jm.in(root, variables);
    }

    @AfterEach
    void stop() {
        engines.close();
    }

    /** The engine of a machine. */
    final Engine engine(String machine) {
        return Objects.requireNonNull(byName.get(machine));
    }

    void machines(int... numbers) throws IOException {
        for (int number : numbers) {
            String name = "m" + number;
            Engine engine = engines.add(name, "10.0.0." + number);
            byName.put(name, engine);
            jm.run("create", "-d", "none", "--url", engine.url(), "--group", "prod", name)
                    .succeeded();
        }
    }

    /** Makes a swarm of new machines. */
    void swarm(int... numbers) throws IOException {
        machines(numbers);
        jm.run("swarm", "join", "prod").succeeded();
        engines.requests.clear();
    }

    /** The requests so far that ask for a change. */
    String changes() {
        return engines.requests.stream()
                .filter(request -> !request.contains(" GET "))
                .toList()
                .toString();
    }
}
