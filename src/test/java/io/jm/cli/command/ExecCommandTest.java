package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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
}
