package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ExecCommandTest {
    @TempDir
    Path directory;

    private Jm jm;

    @BeforeEach
    void createMachine() {
        jm = Jm.in(
                directory,
                Map.of("MACHINE_STORAGE_PATH", directory.resolve("store").toString(), "PATH", "/bin"));
        jm.run("create", "-d", "none", "--url", "tcp://127.0.0.1:1", "box").succeeded();
        jm.run("create", "-d", "none", "--none-tls", "off", "--url", "tcp://127.0.0.1:2", "plain")
                .succeeded();
    }

    private String seen() throws IOException {
        return Files.readString(directory.resolve("seen")).replace(directory.toString(), "DIR");
    }

    @Test
    void theCommandHasTheVariablesOfTheMachine() throws IOException {
        String print = "printf '%s|' \"$DOCKER_HOST\" \"${DOCKER_TLS_VERIFY-none}\" \"${DOCKER_CERT_PATH-none}\" "
                + "\"$DOCKER_MACHINE_NAME\" \"${DOCKER_CONTEXT-none}\" >" + directory + "/seen";
        jm.run("exec", "box", "sh", "-c", print).succeeded();
        assertEquals("tcp://127.0.0.1:1|1|DIR/store/machines/box|box|none|", seen());
        jm.run("exec", "plain", "--", "sh", "-c", print).succeeded();
        assertEquals("tcp://127.0.0.1:2|none|none|plain|none|", seen());
    }

    @Test
    void optionsAfterTheMachineBelongToTheCommand() throws IOException {
        String print = "echo \"$@\" >" + directory + "/seen";
        jm.run("exec", "--cached", "box", "sh", "-c", print, "sh", "--cached", "-h", "--", "-x")
                .succeeded();
        assertEquals("--cached -h -- -x\n", seen());
    }

    @Test
    void theExitCodeIsThatOfTheCommand() {
        assertEquals(7, jm.run("exec", "box", "sh", "-c", "exit 7").code().value());
        Jm.Result missing = jm.run("exec", "box", "no-such-program");
        assertEquals(127, missing.code().value());
        assertEquals("Cannot run \"no-such-program\": not found in the PATH\n", missing.err());
    }

    @Test
    void withoutACommandTheShellOfTheUserIsStarted() throws IOException {
        Path shell = directory.resolve("shell");
        Files.writeString(shell, "#!/bin/sh\necho \"$# $DOCKER_MACHINE_NAME\" >" + directory + "/seen\nexit 5\n");
        shell.toFile().setExecutable(true);
        Jm with = Jm.in(
                directory,
                Map.of(
                        "MACHINE_STORAGE_PATH",
                        directory.resolve("store").toString(),
                        "SHELL",
                        shell.toString(),
                        "JM_TERMINAL",
                        "1"));
        Jm.Result result = with.run("exec", "box");
        assertEquals(5, result.code().value());
        assertEquals("This shell uses \"box\"; exit ends it.\n", result.err());
        assertEquals("0 box\n", seen());
    }

    @Test
    void nothingRunsIfTheEngineDoesNotAnswer() {
        Jm.Result result =
                jm.run("exec", "--check", "box", "touch", directory + "/seen").failed();
        assertEquals(255, result.code().value());
        assertFalse(Files.exists(directory.resolve("seen")));
    }

    @Test
    void severalMachinesPrintWholeLinesWithTheirNames() {
        Jm.Result result =
                jm.run("exec", "box", "plain", "--", "sh", "-c", "printf 'a\\nb'; echo \"$DOCKER_HOST\" >&2; cat");
        result.succeeded();
        assertEquals(Set.of("box   | a", "box   | b", "plain | a", "plain | b"), lines(result.out()));
        assertEquals(Set.of("box   | tcp://127.0.0.1:1", "plain | tcp://127.0.0.1:2"), lines(result.err()));
    }

    @Test
    void eachOfSeveralMachinesGetsACopyOfTheStandardInputIfThatIsAsked() throws IOException {
        String large = "line\n".repeat(100_000);
        Jm.Result result = jm.typing(large).run("exec", "--stdin", "box", "plain", "--", "wc", "-c");
        result.succeeded();
        assertEquals(
                Set.of("box   | 500000", "plain | 500000"), lines(result.out().replaceAll("\\| +", "| ")));
        assertEquals("", result.err());
        String mode = "[ -s /dev/stdin ]; stat -L -c %a /dev/stdin";
        assertEquals(
                Set.of("600"),
                lines(jm.run("exec", "--stdin", "--no-prefix", "--all", "--", "sh", "-c", mode)
                        .out()));
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertEquals(
                    List.of(),
                    left.filter(file -> file.getFileName().toString().startsWith("jm-stdin"))
                            .toList());
        }
    }

    @Test
    void aStandardInputThatSeveralMachinesDoNotGetIsToldOf() {
        String warning =
                "Warning: nothing of the standard input was used: the commands of several machines get none, or"
                        + " each a copy with --stdin (</dev/null leaves this warning out)\n";
        Jm.Result result = jm.typing("image").run("exec", "box", "plain", "--", "cat");
        assertEquals(warning, result.succeeded().err());
        assertEquals("", result.out());
        assertEquals("", jm.typing("").run("exec", "box", "plain", "--", "cat").err());
    }

    @Test
    void aMachineInThePlaceOfTheCommandIsExplained() {
        Jm.Result result = jm.run("exec", "box", "plain", "docker", "run", "-e", "A=b c");
        assertEquals(127, result.code().value());
        assertEquals(
                "Cannot run \"plain\": not found in the PATH\n\"plain\" is a machine; put -- before the command:"
                        + " jm exec box plain -- docker run -e 'A=b c'\n",
                result.err());
    }

    private static Set<String> lines(String text) {
        return Set.copyOf(text.lines().toList());
    }

    @Test
    void oneAfterTheOtherRunsInTheOrderOfTheNames() {
        String[] run = {"exec", "--parallel", "1", "--no-prefix", "plain", "box", "--", "sh", "-c", "echo $DOCKER_HOST"
        };
        assertEquals(
                "tcp://127.0.0.1:2\ntcp://127.0.0.1:1\n",
                jm.run(run).succeeded().out());
    }

    @Test
    void aFailureIsInTheSummaryAndDoesNotStopTheOthers() {
        jm.run("create", "-d", "none", "--url", "tcp://127.0.0.1:3", "last").succeeded();
        Jm.Result result = jm.run(
                "exec", "--all", "--parallel", "1", "sh", "-c", "[ $DOCKER_MACHINE_NAME != box ] || exit 3; echo ok");
        assertEquals(1, result.code().value());
        assertEquals("last  | ok\nplain | ok\n", result.out());
        assertEquals("1 of 3 failed: box (status 3)\n", result.err());
    }

    @Test
    void theFirstFailureEndsTheOthersIfThatIsAsked() {
        jm.run("create", "-d", "none", "--url", "tcp://127.0.0.1:3", "last").succeeded();
        Jm.Result result = jm.run(
                "exec",
                "--fail-fast",
                "--parallel",
                "2",
                "box",
                "plain",
                "last",
                "--",
                "sh",
                "-c",
                "[ $DOCKER_MACHINE_NAME != box ] || exit 3; exec sleep 60");
        assertEquals(1, result.code().value());
        assertEquals("1 of 3 failed: box (status 3); ended or left out: plain, last\n", result.err());
    }

    @Test
    void aMachineWithoutConnectionOrWithoutTheProgramIsInTheSummary() {
        Jm.Result result = jm.run("exec", "--check", "--no-prefix", "box", "plain", "--", "true");
        assertEquals(1, result.code().value());
        assertTrue(
                result.err().endsWith("\n2 of 2 failed: box (no connection), plain (no connection)\n"), result.err());
        assertEquals(
                "box   | Cannot run \"no-such\": not found in the PATH\n"
                        + "plain | Cannot run \"no-such\": not found in the PATH\n"
                        + "2 of 2 failed: box (status 127), plain (status 127)\n",
                jm.run("exec", "--parallel", "1", "--all", "--", "no-such").err());
    }

    @Test
    void nothingRunsIfOneOfTheNamesIsUnknown() {
        Jm.Result result = jm.run("exec", "box", "npm", "--", "touch", directory + "/seen");
        assertEquals(1, result.code().value());
        assertFalse(Files.exists(directory.resolve("seen")));
        assertTrue(result.err().contains("put another one before it: jm exec MACHINE -- COMMAND..."), result.err());
    }
}
