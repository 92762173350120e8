package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeOptionsTest {
    @TempDir
    Path directory;

    private Jm jm(String program) {
        Map<String, String> variables = Map.of(
                "MACHINE_STORAGE_PATH",
                directory.resolve("store").toString(),
                "MACHINE_SSH_ATTEMPTS",
                "1",
                "MACHINE_SSH_RETRY_INTERVAL",
                "1ms");
        return new Jm(new Environment(variables, directory, program, false));
    }

    private String recorded(String machine) throws IOException {
        return Files.readString(directory.resolve("store/machines/" + machine + "/config.json"));
    }

    private Jm.Result create(String program, String name, String jump) {
        return jm(program)
                .run(
                        "create",
                        "--driver=generic",
                        "--generic-ip-address=127.0.0.1",
                        "--generic-ssh-port=1",
                        "--ssh-jump=" + jump,
                        name)
                .failed();
    }

    /** Nobody listens there, so that the creation fails half-way. */
    @BeforeEach
    void aMachineIsUnfinished() throws IOException {
        create("jm", "box", "");
        assertTrue(recorded("box").contains("\"SSHUser\": \"root\""), recorded("box"));
    }

    @Test
    void whatDescribesTheHostIsCorrected() throws IOException {
        Jm.Result result = jm("jm").run(
                        "create", "--resume", "--generic-ssh-user", "ops", "--generic-ssh-port", "2", "box")
                .failed();
        assertTrue(result.err().contains("no SSH at 127.0.0.1:2"), result.err());
        assertTrue(recorded("box").contains("\"SSHUser\": \"ops\""), recorded("box"));
        assertTrue(recorded("box").contains("\"SSHPort\": 2,"), recorded("box"));
        assertTrue(recorded("box").contains("\"EnginePort\": 2376"), recorded("box"));
    }

    @Test
    void whatCannotBeCorrectedIsRefused() throws IOException {
        String before = recorded("box");
        assertEquals(
                "create --resume uses the options recorded for \"box\": leave out --no-provision, or remove the machine and"
                        + " create it again\n",
                jm("jm").run("create", "--resume", "--generic-ssh-user", "ops", "--no-provision", "box")
                        .failed()
                        .err());
        assertEquals(
                "--generic-ssh-port must be a port from 1 to 65535, not 70000\n",
                jm("jm").run("create", "--resume", "--generic-ssh-port", "70000", "box")
                        .failed()
                        .err());
        assertEquals(before, recorded("box"));
    }

    @Test
    void aHostThatIsAMachineAlreadyIsRefused() throws IOException {
        assertEquals(
                "The host 127.0.0.1:1 is the machine \"box\" already: use that, or forget it first with"
                        + " \"jm rm --forget box\"\n",
                create("jm", "twin", "").err());
        assertTrue(Files.notExists(directory.resolve("store/machines/twin")));
        Jm.Result behind = create("jm", "twin", "127.0.0.1:1");
        assertTrue(behind.err().contains("Error creating machine: "), behind.err());
    }

    @Test
    void calledAsDockerMachineItIsAcceptedWithAWarning() {
        Jm.Result twin = create("docker-machine", "twin", "");
        assertTrue(
                twin.err()
                        .startsWith(
                                "Warning: The host 127.0.0.1:1 is the machine \"box\" already: it is renamed, and its"
                                        + " engine gets another certificate\n"),
                twin.err());
        assertTrue(Files.exists(directory.resolve("store/machines/twin")));
    }
}
