package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.driver.DriverName;
import io.jm.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class DriverProgramsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void installJm() throws IOException {
        program("bin/jm");
        Files.createSymbolicLink(directory.resolve("bin/docker-machine"), Path.of("jm"));
    }

    @Test
    void theFirstDockerMachineThatIsNotJmServesCoreDrivers() throws IOException {
        Path other = program("go/docker-machine");
        program("bin/docker-machine-0.16.2");
        assertEquals(other, host("bin/docker-machine", "bin", "go"));
    }

    @Test
    void aRenamedDockerMachineIsFoundInThePath() throws IOException {
        Path aside = program("bin/docker-machine-0.16.2-gitlab.30");
        program("bin/docker-machine-driver-echo");
        assertEquals(aside, host("docker-machine", "bin"));
    }

    @Test
    void aRenamedDockerMachineIsFoundNextToJmForAnyPath() throws IOException {
        Path aside = program("bin/docker-machine-0.16.2");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("bin/docker-machine"));
        assertEquals(aside, host("bin/docker-machine"));
        assertEquals(aside, host(link.getFileName().toString(), "."));
    }

    @Test
    void noDockerMachineIsFoundIfThereIsNone() {
        assertNull(host("bin/docker-machine", "bin"));
        assertNull(host("gone"));
    }

    @Test
    void aConfiguredDockerMachineIsAnExecutableFile() throws IOException {
        Path other = program("go/docker-machine");
        Path text = Files.writeString(directory.resolve("go/text"), "");
        assertEquals(other, configured(other));
        for (Path wrong : List.of(directory, text, directory.resolve("gone"))) {
            assertEquals(
                    "MACHINE_DRIVER_HOST: there is no program " + wrong,
                    assertThrows(JmException.class, () -> configured(wrong)).getMessage());
        }
    }

    @Test
    void aPluginThatIsNotExecutableIsNamed() throws IOException {
        Path text = Files.writeString(directory.resolve("bin/docker-machine-driver-xyz"), "");
        Map<String, String> variables = Map.of("PATH", directory.resolve("bin").toString());
        DriverPrograms programs = new DriverPrograms(new Environment(variables, directory, "jm", false));
        assertEquals(text + " was found, but is not executable.", programs.hint(DriverName.of("xyz")));
        assertEquals(List.of(text), programs.notExecutable());
        assertEquals("", programs.hint(DriverName.of("xy")));
        assertEquals(Map.of(), programs.plugins());
    }

    private @Nullable Path configured(Path host) {
        Map<String, String> variables = Map.of("MACHINE_DRIVER_HOST", host.toString());
        return new DriverPrograms(new Environment(variables, directory, "jm", false)).host();
    }

    private Path program(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private @Nullable Path host(String calledAs, String... path) {
        StringBuilder directories = new StringBuilder("/nowhere");
        for (String one : path) {
            directories.append(':').append(directory.resolve(one));
        }
        return new DriverPrograms(new Environment(Map.of("PATH", directories.toString()), directory, calledAs, false))
                .host();
    }
}
