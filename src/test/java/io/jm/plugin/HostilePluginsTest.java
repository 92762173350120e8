package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import io.jm.os.Programs;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Misbehaving plugins as real processes: each must lead to one error in time, no control characters on the terminal,
 * and no process left running. Runs the fast ones of {@code src/test/plugins/kinds.txt}; {@code scripts/e2e
 * hostile-plugins} runs all of them with the real program.
 */
@EnabledIf("pythonIsHere")
class HostilePluginsTest {
    private static final Path PLUGINS = Path.of("src/test/plugins");
    private static final Pattern RAW = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u202a-\u202e]");

    @TempDir
    Path directory;

    private final Set<Long> before =
            ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());

    static boolean pythonIsHere() {
        return Programs.find(Environment.system(), "python3") != null;
    }

    /** One line of the table. */
    record Row(String kind, int status, List<String> arguments, String text) {
        @Override
        public String toString() {
            return kind + ": " + String.join(" ", arguments);
        }
    }

    static Stream<Row> quickOnes() throws IOException {
        return Files.readAllLines(PLUGINS.resolve("kinds.txt")).stream()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.strip().split(" \\| ?", 4))
                .map(columns -> new Row(
                        columns[0],
                        Integer.parseInt(columns[1]),
                        List.of(columns[2].replace("KIND", columns[0]).split(" ")),
                        columns[3]))
                // rows that wait for a timeout are too slow for each build
                .filter(row -> !row.text.contains("no answer to") && !row.kind.endsWith("-at-Close"))
                .filter(row -> !row.kind.contains("flood") || row.kind.startsWith("address"));
    }

    @ParameterizedTest
    @MethodSource("quickOnes")
    void jmReportsIt(Row row) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Files.createSymbolicLink(
                bin.resolve("docker-machine-driver-" + row.kind),
                PLUGINS.resolve("hostile.py").toAbsolutePath());
        Path box = Files.createDirectories(directory.resolve("store/machines/box"));
        Files.writeString(
                box.resolve("config.json"),
                "{\"ConfigVersion\":3,\"DriverName\":\"" + row.kind + "\",\"Name\":\"box\","
                        + "\"Driver\":{\"MachineName\":\"box\"},\"HostOptions\":{}}");
        long start = System.nanoTime();

        Jm.Result result = new Jm(environment(bin)).run(row.arguments);

        String printed = result.all();
        assertEquals(row.status, result.code().value(), printed);
        assertTrue(printed.contains(row.text), printed);
        assertFalse(RAW.matcher(printed).find(), printed);
        assertTrue(System.nanoTime() - start < 20_000_000_000L, "in time");
        assertEquals(List.of(), leftAfterAMoment(), "processes");
    }

    private Environment environment(Path bin) {
        return new Environment(
                Map.of(
                        "PATH",
                        bin + ":" + System.getenv("PATH"),
                        "HOME",
                        directory.toString(),
                        "MACHINE_STORAGE_PATH",
                        directory.resolve("store").toString(),
                        "MACHINE_SSH_ATTEMPTS",
                        "1"),
                directory,
                "jm",
                false);
    }

    /** Waits, because a killed process takes a moment to exit. */
    private List<String> leftAfterAMoment() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!left().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return left();
    }

    /** Returns the plugins that are still running; jm does not end processes that a plugin started. */
    private List<String> left() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.isAlive() && !before.contains(process.pid()))
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains("hostile.py") || command.contains("docker-machine-driver-"))
                .toList();
    }
}
