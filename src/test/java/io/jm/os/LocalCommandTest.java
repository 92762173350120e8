package io.jm.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LocalCommandTest {
    @TempDir
    Path directory;

    private LocalCommand command(Map<String, String> variables, String... arguments) {
        Environment environment =
                new Environment(Map.of("PATH", directory + ":" + System.getenv("PATH")), directory, "jm", false);
        return new LocalCommand(List.of(arguments), variables, environment);
    }

    @Test
    void returnsTheStatusOfTheCommand() {
        assertEquals(0, command(Map.of(), "true").foreground());
        assertEquals(3, command(Map.of(), "sh", "-c", "exit 3").foreground());
        assertEquals(128 + 15, command(Map.of(), "sh", "-c", "kill -TERM $$").foreground());
    }

    @Test
    void setsAndRemovesVariablesAndPassesArgumentsUnchanged() throws IOException {
        Path file = directory.resolve("seen");
        int status = command(
                        Map.of("JM_TEST_SET", "a b", "HOME", ""),
                        "sh",
                        "-c",
                        "printf '%s|%s|%s' \"$JM_TEST_SET\" \"${HOME-unset}\" \"$1\" >\"$0\"",
                        file.toString(),
                        "*  \"$HOME\"")
                .foreground();
        assertEquals(0, status);
        assertEquals("a b|unset|*  \"$HOME\"", Files.readString(file));
    }

    @Test
    void aProgramThatIsNotThereIsNotFound() {
        assertFails(127, "Cannot run \"no-such-program\": not found in the PATH", "no-such-program");
        assertFails(127, "Cannot run \"./no\": not found", "./no");
        assertFails(127, "Cannot run \"\": not found in the PATH", "");
    }

    @Test
    void aFileThatIsNoProgramCannotBeExecuted() throws IOException {
        Files.writeString(directory.resolve("plain"), "x");
        Files.createDirectory(directory.resolve("sub"));
        assertFails(126, "Cannot run \"" + directory + "/plain\": permission denied", directory + "/plain");
        assertFails(126, "Cannot run \"plain\": permission denied", "plain");
        assertFails(126, "Cannot run \"" + directory + "/sub\": it is a directory", directory + "/sub");
    }

    private void assertFails(int code, String message, String program) {
        JmException e =
                assertThrows(JmException.class, () -> command(Map.of(), program).foreground());
        assertEquals(message, e.getMessage());
        assertEquals(code, e.exitCode().value());
    }
}
