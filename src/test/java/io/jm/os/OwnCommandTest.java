package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** How jm starts itself again: the launcher by its absolute path, or Java with the same classes. */
@DisabledOnOs(OS.WINDOWS)
class OwnCommandTest {
    @TempDir
    Path directory;

    @BeforeEach
    void install() throws Exception {
        Path launcher = Files.createDirectories(directory.resolve("bin")).resolve("jm");
        Files.writeString(launcher, "#!/bin/sh\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(directory.resolve("bin/docker-machine"), launcher);
    }

    private List<String> command(String program, String... variables) {
        Map<String, String> map =
                variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1], "JM_PROGRAM", program);
        return new Environment(map, directory, program, false).ownCommand();
    }

    @Test
    void theLauncherIsFoundByItsPath() {
        List<String> expected = List.of(directory.resolve("bin/jm").toString());
        assertEquals(expected, command("bin/jm", "PATH", "/nowhere"));
        assertEquals(expected, command("./bin/../bin/jm", "PATH", "/nowhere"));
        assertEquals(expected, command(directory.resolve("bin/jm").toString(), "PATH", "/nowhere"));
    }

    @Test
    void theLauncherIsFoundInThePath() {
        String path = directory.resolve("bin").toString();
        assertEquals(List.of(path + "/jm"), command("jm", "PATH", "/nowhere" + File.pathSeparator + path));
        assertEquals(List.of(path + "/docker-machine"), command("docker-machine", "PATH", path));
    }

    @Test
    void aLauncherThatIsGoneIsAnError() {
        assertThrows(JmException.class, () -> command("jm", "PATH", "/nowhere"));
    }

    @Test
    void withoutALauncherJavaIsStartedWithALimitedHeap() {
        List<String> command = command("jm");
        assertTrue(Files.isExecutable(Path.of(command.get(0))), command::toString);
        assertTrue(command.contains("-Xmx32m"));
        assertEquals("io.jm.Main", command.get(command.size() - 1));
        for (String entry : command.get(command.indexOf("-cp") + 1).split(File.pathSeparator)) {
            assertTrue(Path.of(entry).isAbsolute(), entry);
        }
    }
}
