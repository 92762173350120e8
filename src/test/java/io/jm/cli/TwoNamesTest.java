package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.cli.command.Commands;
import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the same under the names jm and docker-machine, and what is not. */
class TwoNamesTest {
    private static final String ALONE = "docker-machine";

    /** The commands of docker-machine 0.16.2, in the order of its help. */
    private static final List<String> OF_DOCKER_MACHINE = List.of(
            "active",
            "config",
            "create",
            "env",
            "inspect",
            "ip",
            "kill",
            "ls",
            "provision",
            "regenerate-certs",
            "restart",
            "rm",
            "ssh",
            "scp",
            "mount",
            "start",
            "status",
            "stop",
            "upgrade",
            "url",
            "version",
            "help");

    @TempDir
    Path directory;

    @BeforeEach
    void recordMachines() {
        for (String name : List.of("box", "web")) {
            run("jm", "create", "-d", "none", "--url", "tcp://127.0.0.1:1", name)
                    .succeeded();
        }
    }

    private Jm.Result run(String program, String... arguments) {
        return run(program, Map.of(), arguments);
    }

    private Jm.Result run(String program, Map<String, String> more, String... arguments) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("MACHINE_STORAGE_PATH", directory.resolve("store").toString());
        variables.put("DOCKER_CONFIG", directory.resolve("docker").toString());
        variables.put("HOME", directory.toString());
        return new Jm(new Environment(variables, directory, program, false)).run(arguments);
    }

    private void sameUnderBothNames(String... arguments) {
        Jm.Result jm = run("jm", arguments).succeeded();
        Jm.Result other = run(ALONE, arguments).succeeded();
        assertEquals(jm.all(), other.all().replace(ALONE, "jm"));
    }

    @Test
    void newCommandsWorkUnderBothNamesAndAreNamedInOneLineOfHelp() {
        String[] page = run(ALONE, "--help").succeeded().out().split("\n");
        List<String> listed = List.of(page).stream()
                .dropWhile(line -> !line.equals("Commands:"))
                .filter(line -> line.startsWith("  ") && line.contains("\t"))
                .map(line -> line.strip().split("\t")[0])
                .toList();
        assertEquals(OF_DOCKER_MACHINE, listed);
        List<String> added = new Commands()
                .names().stream()
                        .filter(name -> !OF_DOCKER_MACHINE.contains(name))
                        .toList();
        assertEquals("jm adds: " + String.join(", ", added), page[page.length - 1]);
        assertFalse(run("jm", "--help").out().contains("jm adds"));
        for (String name : added) {
            assertTrue(run(ALONE, name, "--help").succeeded().out().startsWith("Usage: docker-machine " + name), name);
        }
        sameUnderBothNames("driver", "ls");
        sameUnderBothNames("set", "--group", "blue", "box");
    }

    @Test
    void newOptionsOfOldCommandsWorkUnderBothNames() {
        sameUnderBothNames("status", "--format", "json", "box");
        sameUnderBothNames("env", "--cached", "--shell", "json", "box");
        sameUnderBothNames("create", "-d", "none", "--url", "tcp://127.0.0.1:1", "--if-not-exists", "box");
        assertTrue(run(ALONE, "rm", "-y", "--forget", "web").succeeded().all().contains("forget"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jm", ALONE})
    void listAndRemoveAreLsAndRm(String program) {
        assertEquals("box\nweb\n", run(program, "list", "-q").succeeded().out());
        run(program, "remove", "-y", "web").succeeded();
        assertEquals("box\n", run(program, "ls", "-q").succeeded().out());
    }

    @Test
    void createMakesSeveralMachinesAsJmOnly() {
        String[] words = {"create", "-d", "none", "--url", "tcp://127.0.0.1:1", "a", "b"};
        assertTrue(run(ALONE, words).failed().err().contains("Invalid command line. Found extra arguments [b]"));
        assertEquals("box\nweb\n", run("jm", "ls", "-q").out());
        run("jm", words).succeeded();
        assertEquals("a\nb\nbox\nweb\n", run("jm", "ls", "-q").out());
    }

    @Test
    void lsListsTheNamedMachinesAsJmOnly() {
        assertEquals("web\n", run("jm", "ls", "-q", "web").succeeded().out());
        assertEquals("box\nweb\n", run(ALONE, "ls", "-q", "web").succeeded().out());
    }

    @Test
    void lsFitsATerminalAsJmOnly() {
        Map<String, String> terminal = Map.of("JM_OUTPUT_TERMINAL", "1", "COLUMNS", "40", "TERM", "xterm");
        String pipe = run(ALONE, "ls", "-t", "1").succeeded().out();
        assertEquals(pipe, run(ALONE, terminal, "ls", "-t", "1").succeeded().out());
        assertTrue(run("jm", terminal, "ls", "-t", "1").succeeded().out().contains("\033["));
    }

    @Test
    void jsonIsJsonUnderBothNames() {
        sameUnderBothNames("inspect", "--format", "json", "box");
        sameUnderBothNames("version", "--format", "{{json .Machine}}");
        String rows =
                run(ALONE, "ls", "-t", "1", "--format", "json").succeeded().out();
        assertTrue(rows.startsWith("[") && rows.replaceAll("\\s", "").contains("{\"Name\":\"box\","), rows);
    }

    @Test
    void errorsHaveSuggestionsAsJmOnly() {
        for (String words :
                List.of("lss", "delete box", "ls --filtr x", "create -d nonee x", "url bxo", "image prun")) {
            assertTrue(run("jm", words.split(" ")).failed().err().contains("Did you mean"), words);
            assertFalse(run(ALONE, words.split(" ")).failed().err().contains("Did you mean"), words);
        }
    }

    @Test
    void rmSaysOfAnImportedMachineThatItHasOtherUsersAsJmOnly() throws IOException {
        Path machine = directory.resolve("store/machines/box");
        Path config = machine.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"none\"", "\"elsewhere\""));
        Files.writeString(machine.resolve("jm.json"), "{\"imported\":{\"from\":\"ann@desk\"}}");
        assertFalse(run(ALONE, "rm", "box").all().contains("imported"));
        assertTrue(run("jm", "rm", "box").all().contains("\"box\" was imported from ann@desk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jm", ALONE})
    void contextsThatTheUserAskedForFollowTheMachine(String program) throws IOException {
        run(program, "context", "create", "web").succeeded();
        assertTrue(run(program, "context", "ls", "-q").succeeded().out().contains("web\n"));
        run(program, "rm", "-y", "web").succeeded();
        assertEquals("", run(program, "context", "ls", "-q").succeeded().out());
    }

    @Test
    void errorsAreJsonUnderBothNames() {
        for (String program : List.of("jm", ALONE)) {
            String error = run(program, Map.of("MACHINE_ERRORS", "json"), "url", "nobody")
                    .failed()
                    .err();
            assertTrue(error.startsWith("{\"Error\":{\"Code\":\"no-such-machine\",\"Exit\":1,"), error);
            assertTrue(error.contains("\"Help\":[\"" + program + " ls\"]"), error);
        }
    }

    @Test
    void hintsNameTheProgramAsItWasCalled() {
        assertTrue(run("jm", "url", "nobody").failed().err().contains("Use \"jm ls\""));
        assertTrue(run(ALONE, "url", "nobody").failed().err().contains("Use \"docker-machine ls\""));
        assertTrue(run("/usr/bin/jm", "nosuch").failed().err().contains("'/usr/bin/jm --help'"));
    }
}
