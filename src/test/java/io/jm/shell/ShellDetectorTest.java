package io.jm.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.os.Environment;
import io.jm.testkit.RecordingConsole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellDetectorTest {
    private final RecordingConsole lines = new RecordingConsole();

    private String detected(boolean windows, Map<String, String> variables, String wanted, String... parents) {
        Environment environment = new Environment(variables, Path.of("/"), "jm", windows);
        return new ShellDetector(environment, lines.console(), () -> List.of(parents))
                .detect(wanted)
                .getClass()
                .getSimpleName();
    }

    @Test
    void theOptionHasPrecedence() {
        assertEquals("TcshShell", detected(false, Map.of("SHELL", "/bin/fish"), "tcsh"));
    }

    @Test
    void theOptionIsReadInAnyCaseButNotWithDockerMachinesDefaults() {
        assertEquals("PowerShell", detected(false, Map.of(), "PowerShell"));
        assertEquals("PosixShell", detected(false, Map.of("MACHINE_DEFAULTS", "docker-machine"), "PowerShell"));
        assertEquals("", lines.err());
    }

    @Test
    void anUnknownShellGetsTheLinesForShAndAWarning() {
        String warning = "these are the lines for sh. Shells that --shell knows: bash, cmd, emacs, fish, powershell,"
                + " pwsh, sh, tcsh, zsh\n";
        assertEquals("PosixShell", detected(false, Map.of(), "nu"));
        assertEquals("Unknown shell \"nu\": " + warning, lines.err());
        assertEquals("PosixShell", detected(false, Map.of("SHELL", "/usr/bin/xonsh"), ""));
        assertTrue(lines.err().endsWith("Unknown shell \"xonsh\": " + warning), lines.err());
    }

    @Test
    void shellsWithTheSyntaxOfShGetNoWarning() {
        assertEquals("PosixShell", detected(false, Map.of(), "dash"));
        assertEquals("PosixShell", detected(false, Map.of("SHELL", "/usr/sbin/nologin"), ""));
        assertEquals("PosixShell", detected(true, Map.of("SHELL", "C:\\msys64\\usr\\bin\\bash.exe"), ""));
        assertEquals("PosixShell", detected(false, Map.of("MACHINE_DEFAULTS", "docker-machine"), "nu"));
        assertEquals("", lines.err());
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
        assertEquals("", lines.err());
    }

    @Test
    void withDockerMachinesDefaultsItIsAnErrorWithoutOutput() {
        Map<String, String> environment = Map.of("SHELL", "", "MACHINE_DEFAULTS", "docker-machine");
        JmException error = assertThrows(JmException.class, () -> detected(false, environment, ""));
        assertEquals("Error: Unknown shell (SHELL is not set; specify yours, as in --shell sh)", error.getMessage());
        assertEquals("", lines.out());
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
        assertEquals("", lines.out());
    }
}
