package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ExitCode;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"bash,jm.bash", "zsh,_jm", "fish,jm.fish", "powershell,jm.ps1", "pwsh,jm.ps1"})
    void printsTheScriptThatIsInstalled(String shell, String file) throws IOException {
        Jm.Result result = Jm.in(directory, Map.of()).run("completion", shell).succeeded();
        assertEquals(Files.readString(Path.of("scripts/completions", file)), result.out());
    }

    @Test
    void namesTheShellsIfThereIsNoScript() {
        Jm.Result result = Jm.in(directory, Map.of()).run("completion", "csh");
        assertEquals(ExitCode.FAILED, result.code());
        assertTrue(result.err().contains("only for bash, zsh, fish and powershell"), result.err());
    }
}
