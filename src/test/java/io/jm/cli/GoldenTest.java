package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.Jm;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the sessions in {@code src/test/golden}: each begins with {@code == what it shows}, and ends at the next one.
 *
 * <pre>
 * as NAME               the program's name from here on; jm at first
 * set NAME=VALUE        a variable of the environment
 * type TEXT             what stands on the standard input, with \n for the end of a line
 * machine NAME URL      an entry of the none driver
 * file PATH TEXT        a file below the store
 * $ WORDS               a command line; words are parted by one space, '' is the empty word, _ within a word a space
 * &gt; TEXT              a line on stdout; "&gt; ..." is a whole help page
 * ! TEXT                a line on stderr
 * = N                   the exit code, unless it is 0
 * </pre>
 *
 * What a session really gave is left in {@code target/golden}, to be read and, if it is right, taken over.
 */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/golden");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> sessions() throws IOException {
        Files.createDirectories(Path.of("target/golden"));
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(GOLDEN)) {
            all.sorted().forEach(files::add);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files) {
            Path seen = Path.of("target/golden").resolve(file.getFileName());
            Files.deleteIfExists(seen);
            for (String session : Files.readString(file).split("(?m)^(?=== )")) {
                if (session.startsWith("== ")) {
                    String title = session.lines().findFirst().orElseThrow().substring(3);
                    Path store = folder.resolve("s" + tests.size());
                    tests.add(DynamicTest.dynamicTest(file.getFileName() + ": " + title, () -> {
                        String actual = new Session(store).play(session);
                        Files.writeString(seen, actual, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        assertEquals(session, actual);
                    }));
                }
            }
        }
        return tests.stream();
    }

    /** One store, and what is typed beside it. */
    private static final class Session {
        private final Path store;
        private final StringBuilder transcript = new StringBuilder();
        private final Map<String, String> variables = new TreeMap<>();
        private String program = "jm";
        private String input = "";

        Session(Path store) throws IOException {
            this.store = Files.createDirectories(store);
            variables.put("HOME", store.resolve("home").toString());
            variables.put("MACHINE_STORAGE_PATH", store.toString());
            variables.put("PATH", "/nowhere");
        }

        String play(String session) throws IOException {
            for (String line : session.split("\n", -1)) {
                if (line.startsWith("> ") || line.startsWith("! ") || line.startsWith("= ")) {
                    continue;
                }
                transcript.append(line).append('\n');
                String[] words = line.split(" ", 2);
                switch (words[0]) {
                    case "as" -> program = words[1];
                    case "type" -> input = words[1].replace("\\n", "\n");
                    case "set" ->
                        variables.put(
                                words[1].substring(0, words[1].indexOf('=')),
                                words[1].substring(words[1].indexOf('=') + 1));
                    case "machine" -> machine(words[1].split(" ", 2));
                    case "file" -> file(words[1].split(" ", 2));
                    case "$" -> run(words[1]);
                    default -> {}
                }
            }
            transcript.setLength(transcript.length() - 1);
            return transcript.toString();
        }

        private void machine(String[] nameAndUrl) {
            FileStore files = new FileStore(new StoreLayout(store), "docker-machine", SilentConsole.INSTANCE);
            String certs = store.resolve("certs").toString();
            Machine machine = new MachineDocument(
                            files.layout(), nameAndUrl[0], new MachineDocument.Certificates("", "", "", ""))
                    .serverNames(List.of())
                    .machine(nameAndUrl[0], "none");
            files.save(machine.withDriver(JsonNodeFactory.instance
                    .objectNode()
                    .put("MachineName", nameAndUrl[0])
                    .put("IPAddress", nameAndUrl[1].substring(nameAndUrl[1].indexOf("//") + 2))
                    .put("StorePath", certs)
                    .put("URL", nameAndUrl[1])));
        }

        private void file(String[] pathAndText) throws IOException {
            Path file = store.resolve(pathAndText[0]);
            Files.createDirectories(file.getParent());
            Files.writeString(file, pathAndText.length > 1 ? pathAndText[1] : "");
        }

        private void run(String words) {
            List<String> arguments = new ArrayList<>();
            for (String word : words.split(" ")) {
                arguments.add(word.equals("''") ? "" : word.replace('_', ' '));
            }
            Jm.Result ended = new Jm(new Environment(variables, store, program, false))
                    .typing(input)
                    .run(arguments);
            lines("> ", ended.out());
            lines("! ", ended.err());
            int code = ended.code().value();
            if (code != 0) {
                transcript.append("= ").append(code).append('\n');
            }
        }

        private void lines(String mark, String stream) {
            String text = stream.replace(store.toString(), "{STORE}");
            if (text.isEmpty()) {
                return;
            }
            boolean help = false;
            List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
            boolean ended = lines.get(lines.size() - 1).isEmpty();
            if (ended) {
                lines.remove(lines.size() - 1);
            }
            for (String line : lines) {
                if (line.startsWith("Usage: ")) {
                    help = true;
                    transcript.append(mark).append("...\n");
                }
                if (!help) {
                    transcript.append(mark).append(line).append('\n');
                }
            }
            if (!ended) {
                transcript.setLength(transcript.length() - 1);
                transcript.append("\\\n");
            }
        }
    }
}
