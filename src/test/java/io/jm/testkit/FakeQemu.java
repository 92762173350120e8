package io.jm.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.go.json.GoJsonWriter;
import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The fake {@code qemu-system-x86_64}, {@code qemu-system-aarch64} and {@code qemu-img} of {@code src/test/qemu} in a
 * directory for the {@code PATH}. They need {@code python3}. {@code QemuContract} compares them with the real ones;
 * {@code src/test/qemu/qemu-system-fake} has the list of settings.
 */
public final class FakeQemu implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/test/qemu").toAbsolutePath();

    private final Path programs;
    private final ObjectNode settings = JsonNodeFactory.instance.objectNode();

    /** Creates the programs. */
    public FakeQemu(Path directory) {
        programs = directory.resolve("fake-qemu");
        try {
            Files.createDirectories(programs);
            for (String architecture : List.of("x86_64", "aarch64")) {
                Files.createSymbolicLink(
                        programs.resolve("qemu-system-" + architecture), SOURCES.resolve("qemu-system-fake"));
            }
            Files.createSymbolicLink(programs.resolve("qemu-img"), SOURCES.resolve("qemu-img"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set("log", log().toString());
        set("pids", pids().toString());
        set("owner", JsonNodeFactory.instance.numberNode(ProcessHandle.current().pid()));
    }

    /** The directory of the programs, for the {@code PATH}. */
    public Path programs() {
        return programs;
    }

    private Path log() {
        return programs.resolve("log");
    }

    private Path pids() {
        return programs.resolve("pids");
    }

    /** Changes a setting, also for those that run. */
    public FakeQemu set(String key, JsonNode value) {
        settings.set(key, value);
        Path file = programs.resolve("fake-qemu.json");
        try {
            Path whole = Files.writeString(programs.resolve("new"), GoJsonWriter.indented(settings));
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Changes a setting that is text. */
    public FakeQemu set(String key, String value) {
        return set(key, JsonNodeFactory.instance.textNode(value));
    }

    /** Changes a setting that is a number of seconds. */
    public FakeQemu set(String key, double value) {
        return set(key, JsonNodeFactory.instance.numberNode(value));
    }

    /** Changes a setting that is true or false. */
    public FakeQemu set(String key, boolean value) {
        return set(key, JsonNodeFactory.instance.booleanNode(value));
    }

    /** Forwards connections to a port of the guest to a server of the test. */
    public FakeQemu forward(int guestPort, String hostAndPort) {
        ObjectNode forwards = settings.withObject("/forwards");
        forwards.put(String.valueOf(guestPort), hostAndPort);
        return set("forwards", forwards);
    }

    /** The command lines so far, each starting with the program's name; those of qemu-img are not among them. */
    public List<List<String>> commandLines() {
        List<List<String>> found = new ArrayList<>();
        for (String line : lines(log())) {
            List<String> words = new ArrayList<>();
            JsonReader.read(line).forEach(word -> words.add(word.asText()));
            found.add(words);
        }
        return found;
    }

    /** The pids of those that run; one that is about to exit no longer counts. */
    public List<Long> running() {
        List<String> noted = lines(pids());
        return noted.stream()
                .filter(pid -> !pid.startsWith("-") && !noted.contains("-" + pid))
                .map(Long::valueOf)
                .filter(FakeQemu::isFake)
                .toList();
    }

    private static boolean isFake(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .filter(line -> line.contains("qemu-system-"))
                .isPresent();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills those that run, and removes the programs. */
    @Override
    public void close() {
        for (long pid : running()) {
            ProcessHandle.of(pid).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        }
        try {
            for (String program : List.of("qemu-system-x86_64", "qemu-system-aarch64", "qemu-img")) {
                Files.deleteIfExists(programs.resolve(program));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
