package io.jm.provision.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command that collects the facts, with a docker client that waits for an engine. */
@DisabledOnOs(OS.WINDOWS)
class HostFactsTest {
    @TempDir
    Path directory;

    @Test
    void theVersionOfTheEngineDoesNotNeedAnEngineThatAnswers() throws IOException, InterruptedException {
        Path docker = directory.resolve("docker");
        Files.writeString(docker, """
                #!/bin/sh
                # the socket that systemd holds takes connections before there is an engine
                [ "$DOCKER_HOST" = unix:///dev/null ] || { echo waits for the engine; exit 0; }
                echo Docker version 20.10.24, build 297e128
                """);
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", HostFacts.COMMAND);
        builder.environment().put("PATH", directory + ":/usr/bin:/bin");
        builder.environment().remove("DOCKER_HOST");
        Process facts = builder.start();
        facts.getOutputStream().close();
        String output = new String(facts.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        facts.waitFor();
        assertEquals("20.10.24", HostFacts.parse(output).engineVersion());
    }
}
