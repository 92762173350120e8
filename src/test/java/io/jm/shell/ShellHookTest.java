package io.jm.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the functions do is shown in real shells by scripts/e2e.d/exec. */
class ShellHookTest {
    private static ShellHook hook(String shell) {
        return Objects.requireNonNull(ShellHook.of(shell));
    }

    @Test
    void theFunctionHasTheNameOfTheProgramAndRunsIt() {
        String bash = hook("bash").function("docker-machine", "docker-machine");
        assertTrue(bash.startsWith("docker-machine() {\n"), bash);
        assertTrue(bash.contains("$(command docker-machine use --lines --shell bash \"$@\")"), bash);
        String fish = hook("fish").function("jm", "jm");
        assertTrue(fish.startsWith("function jm --wraps jm\n"), fish);
        String powerShell = hook("pwsh").function("jm", "jm");
        assertTrue(powerShell.startsWith("function jm {\n    $program = Get-Command -Name jm "), powerShell);
        assertTrue(powerShell.contains("-match '^(\\$Env:|Remove-Item )'"), powerShell);
    }

    @Test
    void aPathIsQuotedForTheShell() {
        assertTrue(hook("zsh").function("jm", "/a b/$(x)/jm").contains("\n    command '/a b/$(x)/jm' \"$@\"\n"));
        assertTrue(hook("fish").function("jm", "/a b/$x/jm").contains("\n    command \"/a b/\\$x/jm\" $argv\n"));
        assertTrue(hook("powershell").function("jm", "/a b/jm").contains("-Name \"/a b/jm\" "));
    }

    @Test
    void theStartupFileIsThatOfTheShell() {
        assertEquals("~/.zshrc", hook("zsh").startupFile());
        assertEquals("eval \"$(jm use --hook zsh)\"", hook("zsh").startupLine("jm"));
        assertEquals("jm use --hook fish | source", hook("fish").startupLine("jm"));
    }

    @Test
    void otherShellsHaveNone() {
        assertNull(ShellHook.of("tcsh"));
        assertNull(ShellHook.of(""));
    }
}
