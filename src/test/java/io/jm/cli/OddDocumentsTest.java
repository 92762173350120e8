package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ExitCode;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that an odd config.json affects only its own machine: {@code ls} and {@code active} show the healthy one, no
 * command throws, and {@code rm -f} removes the odd one. {@code scripts/e2e.d/hostile} does the same with the real
 * program.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no FIFOs and devices")
class OddDocumentsTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HEALTHY = "tcp://127.0.0.77:2";
    private static final List<String> COMMANDS =
            List.of("inspect", "url", "env", "ssh", "config", "ip", "status", "stop");
    /** Commands run for every third document of a kind; scripts/e2e.d/hostile covers more. */
    private static final int STRIDE = 3;

    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> eachKindStaysInItsRow() throws IOException {
        OddDocuments documents = new OddDocuments();
        assertTrue(documents.kinds().size() > 300, "the list is read");
        List<DynamicTest> tests = new ArrayList<>();
        for (OddDocuments.Kind kind : documents.kinds()) {
            int number = tests.size();
            tests.add(DynamicTest.dynamicTest(kind.group() + ": " + kind.name(), () -> {
                Store store = new Store(directory.resolve("s" + number));
                assertTimeoutPreemptively(
                        LIMIT, () -> store.holds(documents, documents.documents(kind.steps()), number));
            }));
        }
        return tests.stream();
    }

    /** A store with a healthy machine. */
    private static final class Store {
        private final Path root;
        private final Map<String, String> paths = new TreeMap<>();
        private final Map<String, String> variables = new TreeMap<>();

        Store(Path root) throws IOException {
            this.root = root;
            Files.createDirectories(root.resolve("directory"));
            paths.put("{STORE}", root.toString());
            paths.put("{FIFO}", root.resolve("fifo").toString());
            paths.put("{DIRECTORY}", root.resolve("directory").toString());
            paths.put("{HUGE}", root.resolve("huge").toString());
            paths.put("{LONG}", "x".repeat(5000));
            paths.put("{MILLION}", "0".repeat(999_999));
            variables.put("HOME", root.resolve("home").toString());
            variables.put("MACHINE_STORAGE_PATH", root.toString());
            variables.put("PATH", "/nowhere");
            variables.put("SHELL", "/bin/sh");
            variables.put("DOCKER_HOST", HEALTHY);
        }

        void holds(OddDocuments documents, List<OddDocuments.Document> odd, int number) throws Exception {
            fifo(Path.of(paths.get("{FIFO}")));
            sparse(Path.of(paths.get("{HUGE}")), 100L << 30);
            write(documents.documents("set Driver.URL \"" + HEALTHY + "\"").get(0), "healthy");
            List<String> names = new ArrayList<>();
            for (OddDocuments.Document document : odd) {
                String name = "odd" + names.size();
                write(document, name);
                names.add(name);
            }

            Jm.Result ls = run("ls");
            assertEquals(ExitCode.OK, ls.code(), ls::err);
            for (String name : names) {
                assertTrue(ls.out().contains("\n" + name + " "), () -> name + " is not in " + ls.out());
            }
            assertTrue(
                    Pattern.compile("(?m)^healthy +\\* +none +Running +" + HEALTHY)
                            .matcher(ls.out())
                            .find(),
                    ls::out);

            Jm.Result active = run("active");
            assertEquals(ExitCode.OK, active.code(), active::err);
            assertEquals("healthy\n", active.out());

            for (int i = 0; i < names.size(); i += STRIDE) {
                String command = COMMANDS.get((number + i / STRIDE) % COMMANDS.size());
                run(command, names.get(i), command.equals("ssh") ? "true" : "");
            }

            List<String> remove = new ArrayList<>(List.of("rm", "-f", "-y"));
            remove.addAll(names);
            Jm.Result rm = run(remove.toArray(String[]::new));
            assertEquals(ExitCode.OK, rm.code(), rm::err);
            for (String name : names) {
                Path left = root.resolve("machines").resolve(name);
                assertFalse(Files.exists(left, LinkOption.NOFOLLOW_LINKS), () -> name + " is still there: " + rm.err());
            }
        }

        private Jm.Result run(String... command) {
            List<String> arguments = new ArrayList<>(List.of(command));
            arguments.removeIf(String::isEmpty);
            Jm.Result ended;
            try {
                ended = Jm.in(root, variables).run(arguments);
            } catch (OutOfMemoryError e) {
                // JUnit would abort the whole build
                throw new AssertionError(arguments.toString(), e);
            }
            assertFalse(ended.err().contains(Jm.INTERNAL_ERROR), () -> arguments + ": " + ended.err());
            for (String stream : List.of(ended.out(), ended.err())) {
                Matcher control = FORBIDDEN.matcher(stream);
                assertFalse(
                        control.find(),
                        () -> arguments + " prints "
                                + Integer.toHexString(control.group().charAt(0)));
            }
            return ended;
        }

        private void write(OddDocuments.Document document, String name) throws Exception {
            Path file = root.resolve("machines").resolve(name).resolve("config.json");
            Files.createDirectories(file.getParent());
            Map<String, String> all = new TreeMap<>(paths);
            all.put("{NAME}", name);
            String[] kind = document.file().split(" ", 2);
            switch (kind[0]) {
                case "fifo" -> fifo(file);
                case "directory" -> Files.createDirectory(file);
                case "link" ->
                    Files.createSymbolicLink(
                            file,
                            Path.of(kind[1].replace("{STORE}", root.toString())
                                    .replace("{DIRECTORY}", paths.get("{DIRECTORY}"))
                                    .replace("{FIFO}", paths.get("{FIFO}"))));
                case "sparse" -> sparse(file, Long.parseLong(kind[1]));
                case "socket" -> {
                    // the path of a socket is limited to about 100 bytes
                    Path nearby = Files.createTempDirectory(Path.of("/tmp"), "jm");
                    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                        socket.bind(UnixDomainSocketAddress.of(nearby.resolve("s")));
                    }
                    Files.move(nearby.resolve("s"), file);
                    Files.delete(nearby);
                }
                case "missing" -> {}
                default -> {
                    Files.write(file, document.content(all));
                    if (kind[0].equals("locked")) {
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
                    }
                }
            }
        }

        private static void fifo(Path path) throws Exception {
            assertEquals(
                    0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
        }

        private static void sparse(Path path, long size) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(size);
            }
        }
    }
}
