package io.jm.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellsTest {
    private static final String PATH = "C:\\Users\\u\\.docker\\box";

    private static void assertSyntax(String shell, String set, String unset, String comment, String hint) {
        Shell it = Shells.named(shell);
        assertEquals(set, it.set("V", "/a b/c"));
        assertEquals(unset, it.unset("V"));
        assertEquals(comment, it.comment("Run: "));
        assertEquals(hint, it.hint(List.of("jm", "env", "--shell=x", "box")));
    }

    @Test
    void sh() {
        assertSyntax("bash", "export V=\"/a b/c\"", "unset V", "# Run: ", "# eval $(jm env --shell=x box)");
    }

    @Test
    void fish() {
        assertSyntax("fish", "set -gx V \"/a b/c\";", "set -e V;", "# Run: ", "# eval (jm env --shell=x box)");
    }

    @Test
    void powershell() {
        String hint = "# & jm env --shell=x box | Invoke-Expression";
        assertSyntax("powershell", "$Env:V = \"/a b/c\"", "Remove-Item Env:\\\\V", "# Run: ", hint);
        assertSyntax("pwsh", "$Env:V = \"/a b/c\"", "Remove-Item Env:\\\\V", "# Run: ", hint);
    }

    @Test
    void cmd() {
        String hint = "REM \t@FOR /f \"tokens=*\" %i IN ('jm env --shell=x box') DO @%i";
        assertSyntax("cmd", "SET V=/a b/c", "SET V=", "REM Run: ", hint);
    }

    @Test
    void tcsh() {
        assertSyntax("tcsh", "setenv V \"/a b/c\";", "unsetenv V;", ": Run: ", ": eval `jm env --shell=x box`");
        assertSyntax("csh", "setenv V \"/a b/c\";", "unsetenv V;", ": Run: ", ": eval `jm env --shell=x box`");
    }

    @Test
    void emacs() {
        String hint = ";; (with-temp-buffer (shell-command \"jm env --shell=x box\" (current-buffer)) (eval-buffer))";
        assertSyntax("emacs", "(setenv \"V\" \"/a b/c\")", "(setenv \"V\" nil)", ";; Run: ", hint);
    }

    @Test
    void unknownNamesAreTreatedAsSh() {
        assertEquals("unset V", Shells.named("nushell").unset("V"));
        assertEquals("unset V", Shells.named("FISH").unset("V"));
    }

    @Test
    void pathsOfWindowsKeepTheirBackslashes() {
        assertEquals("export V=\"" + PATH + "\"", Shells.named("bash").set("V", PATH));
        assertEquals("set -gx V \"" + PATH + "\";", Shells.named("fish").set("V", PATH));
        assertEquals("$Env:V = \"" + PATH + "\"", Shells.named("powershell").set("V", PATH));
        assertEquals("SET V=" + PATH, Shells.named("cmd").set("V", PATH));
    }

    @Test
    void aProgramWithASpaceInItsPathIsQuotedInTheHint() {
        List<String> line = List.of("/my tools/jm", "env", "box");
        assertEquals("# eval $(\"/my tools/jm\" env box)", Shells.named("sh").hint(line));
        assertEquals("# eval (\"/my tools/jm\" env box)", Shells.named("fish").hint(line));
        assertEquals(": eval `\"/my tools/jm\" env box`", Shells.named("tcsh").hint(line));
    }

    @Test
    void cmdQuotesSpecialCharacters() {
        Shell cmd = Shells.named("cmd");
        assertEquals("SET \"V=a&calc\"", cmd.set("V", "a&calc"));
        assertEquals("SET \"V=100%\"", cmd.set("V", "100%"));
    }

    @Test
    void cmdRejectsWhatItCannotQuote() {
        Shell cmd = Shells.named("cmd");
        assertThrows(JmException.class, () -> cmd.set("V", "a\"&calc"));
        assertThrows(JmException.class, () -> cmd.set("V", "%CMDCMDLINE:~-1%&calc"));
        assertThrows(JmException.class, () -> cmd.set("V", "a\ncalc"));
    }

    @Test
    void powershellEscapesEveryCharacterItReadsAsAQuote() {
        assertEquals(
                "$Env:V = \"`\"`$(calc)`n``n`\u201c`\u201d`n\"",
                Shells.named("pwsh").set("V", "\"$(calc)\n`n\u201c\u201d\n"));
    }

    @Test
    void everyHintIsOneLine() {
        List<String> line = List.of("jm", "env", "x\ntouch /tmp/y\r'\"`$(id)!");
        for (String shell : List.of("sh", "fish", "powershell", "cmd", "tcsh", "emacs")) {
            assertFalse(Shells.named(shell).hint(line).contains("\n"), shell);
        }
    }

    @Test
    void emptyArgumentsAreQuoted() {
        assertEquals("# eval $(jm -s '' env)", Shells.named("sh").hint(List.of("jm", "-s", "", "env")));
    }
}
