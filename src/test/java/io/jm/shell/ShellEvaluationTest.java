package io.jm.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lets real shells evaluate values that try to execute commands; shells that are not installed are skipped. */
class ShellEvaluationTest {
    /** Values that the word splitting of an unquoted {@code eval $(...)} does not change. */
    private static final List<String> ONE_LINE = List.of(
            "/plain/path",
            "tcp://[::1]:2376",
            "a b",
            "$(touch MARK)",
            "`touch MARK`",
            "\";touch MARK;\"",
            "';touch MARK;'",
            "\\\";touch MARK;\\\"",
            "$HOME $$ $? $",
            "a\\b \\\\ \\$ \\` \\\" \\",
            "\\",
            "\"",
            "!touch !! !$ a!b \\!",
            "#;&|<>()~?%^",
            "(touch MARK)",
            "%PATH% %s",
            "ä€😀",
            "");

    /**
     * Values that csh (braces) or every shell (line feeds, several spaces) changes when {@code eval} joins its
     * arguments.
     */
    private static final List<String> LINES =
            List.of("${HOME} {a,b}", "a\ntouch MARK\nb", "\";\ntouch MARK\n\"", "a\\\nb", "  a \t b  ");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bash|bash|eval $(cat lines)",
                "dash|dash|eval $(cat lines)",
                "zsh|zsh|eval $(cat lines)",
                "fish|fish|eval (cat lines)",
                "tcsh|tcsh|eval `cat lines`",
                "csh|csh|eval `cat lines`",
                "ksh|ksh|eval $(cat lines)",
            })
    void valuesAreNotExecutedWhenTheHintIsFollowed(String shell, String program, String evaluation) throws Exception {
        evaluates(shell, program, evaluation, ONE_LINE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bash|bash|eval \"$(cat lines)\"",
                "dash|dash|eval \"$(cat lines)\"",
                "zsh|zsh|eval \"$(cat lines)\"",
                "fish|fish|source lines",
                "tcsh|tcsh|source lines",
                "ksh|ksh|eval \"$(cat lines)\"",
                "pwsh|pwsh|Get-Content lines | Invoke-Expression",
            })
    void valuesOfSeveralLinesAreNotExecutedWhenQuotedOrRead(String shell, String program, String evaluation)
            throws Exception {
        List<String> values = new ArrayList<>(ONE_LINE);
        values.addAll(LINES);
        evaluates(shell, program, evaluation, values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bash|bash|eval $(cat lines)",
                "dash|dash|eval $(cat lines)",
                "zsh|zsh|eval $(cat lines)",
                "fish|fish|eval (cat lines)",
                "tcsh|tcsh|eval `cat lines`",
            })
    void valuesOfSeveralLinesExecuteNothingWhenTheHintIsFollowed(String shell, String program, String evaluation)
            throws Exception {
        run(shell, program, evaluation, LINES);
        assertTrue(Files.notExists(directory.resolve("MARK")), "a value was executed");
    }

    private void evaluates(String shell, String program, String evaluation, List<String> values) throws Exception {
        Map<String, String> variables = run(shell, program, evaluation, values);
        assertTrue(Files.notExists(directory.resolve("MARK")), "a value was executed");
        for (int i = 0; i < values.size(); i++) {
            assertEquals(values.get(i), variables.get("V" + i), "value " + i + " in " + shell);
        }
    }

    private Map<String, String> run(String shell, String program, String evaluation, List<String> values)
            throws IOException, InterruptedException {
        assumeTrue(installed(program), program + " is not installed");
        Shell it = Shells.named(shell);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            lines.append(it.set("V" + i, values.get(i))).append('\n');
        }
        List<String> hint = new ArrayList<>(List.of("true", "env"));
        hint.addAll(values);
        lines.append(it.comment("Run this command to configure your shell: ")).append('\n');
        lines.append(it.hint(hint)).append('\n');
        Files.writeString(directory.resolve("lines"), lines);
        ProcessBuilder builder = new ProcessBuilder(command(program, evaluation));
        builder.directory(directory.toFile()).redirectErrorStream(false);
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectOutput(directory.resolve("out").toFile());
        builder.redirectError(directory.resolve("err").toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Map<String, String> variables = new HashMap<>();
        String out = Files.readString(directory.resolve("out"), StandardCharsets.UTF_8);
        for (String variable : out.split("\0")) {
            int equals = variable.indexOf('=');
            if (equals > 0) {
                variables.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
        }
        return variables;
    }

    private static List<String> command(String program, String evaluation) {
        return switch (program) {
            case "zsh", "csh", "tcsh" -> List.of(program, "-f", "-c", evaluation + "; env -0");
            case "fish" -> List.of(program, "-N", "-c", evaluation + "; env -0");
            case "pwsh" -> List.of(program, "-NoProfile", "-Command", evaluation + "; env -0");
            default -> List.of(program, "-c", evaluation + "; env -0");
        };
    }

    private static boolean installed(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
