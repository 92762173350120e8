package io.jm.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import io.jm.console.StreamConsole;
import io.jm.os.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellDetectorTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private String detected(boolean windows, Map<String, String> variables, String wanted, String... parents) {
        Environment environment = new Environment(variables, Path.of("/"), "jm", windows);
        StreamConsole console = new StreamConsole(new ByteArrayInputStream(new byte[0]), out, err, false);
        return new ShellDetector(environment, console, () -> List.of(parents))
                .detect(wanted)
                .getClass()
                .getSimpleName();
    }

    @Test
    void theOptionHasPrecedence() {
        assertEquals("TcshShell", detected(false, Map.of("SHELL", "/bin/fish"), "tcsh"));
    }

    @Test
    void theLastElementOfTheVariableIsTheShell() {
        assertEquals("FishShell", detected(false, Map.of("SHELL", "/usr/bin/fish"), ""));
        assertEquals("FishShell", detected(false, Map.of("SHELL", "/usr/bin/fish/"), ""));
        assertEquals("FishShell", detected(false, Map.of("SHELL", "fish//"), ""));
        assertEquals("PosixShell", detected(false, Map.of("SHELL", "zsh"), ""));
        assertEquals("PosixShell", detected(false, Map.of("SHELL", "/"), ""));
        assertEquals("PosixShell", detected(false, Map.of("SHELL", "/usr/bin/fish/x"), ""));
    }

    @Test
    void theDefaultIsSh() {
        assertEquals("PosixShell", detected(false, Map.of(), ""));
        assertEquals("PosixShell", detected(false, Map.of("SHELL", ""), ""));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void withDockerMachinesDefaultsItIsAnErrorWithoutOutput() {
        Map<String, String> environment = Map.of("SHELL", "", "MACHINE_DEFAULTS", "docker-machine");
        JmException error = assertThrows(JmException.class, () -> detected(false, environment, ""));
        assertEquals("Error: Unknown shell (SHELL is not set; specify yours, as in --shell sh)", error.getMessage());
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void onWindowsTheParentProcessIsTheShell() {
        assertEquals("CmdShell", detected(true, Map.of(), "", "C:\\Windows\\System32\\cmd.exe"));
        assertEquals("PowerShell", detected(true, Map.of(), "", "C:\\jm\\x.exe", "C:\\P\\PowerShell.exe"));
        assertEquals("PowerShell", detected(true, Map.of(), "", "C:\\Program Files\\pwsh.exe"));
    }

    @Test
    void onWindowsFishIsRecognizedByItsVariable() {
        assertEquals("FishShell", detected(true, Map.of("SHELL", "/bin/bash", "__fish_bin_dir", "/usr/bin"), ""));
        assertEquals("PosixShell", detected(true, Map.of("SHELL", "C:\\git\\bash.exe"), ""));
    }

    @Test
    void onWindowsTheDefaultIsCmdWithAMessage() {
        assertEquals("CmdShell", detected(true, Map.of(), "", "C:\\explorer.exe"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }
}
