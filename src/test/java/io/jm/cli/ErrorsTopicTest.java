package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ErrorCode;
import io.jm.cli.WrappedText.Row;
import io.jm.cli.command.Commands;
import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTopicTest {
    private static final String HINT = "What to do: jm help errors#no-such-machine\n";

    @TempDir
    Path directory;

    private Jm.Result run(String program, String terminal, String... arguments) {
        Map<String, String> variables = new HashMap<>();
        variables.put("MACHINE_STORAGE_PATH", directory.toString());
        variables.put("JM_TERMINAL", terminal);
        variables.put("NO_COLOR", "1");
        return new Jm(new Environment(variables, directory, program, false)).run(arguments);
    }

    @Test
    void anErrorOnATerminalNamesItsPage() {
        assertTrue(run("jm", "1", "url", "box").failed().err().endsWith(HINT));
        assertTrue(run("jm", "1", "stop", "box", "other").failed().err().endsWith(HINT));
        assertEquals(1, run("jm", "1", "stop", "box", "other").err().split("What to do", -1).length - 1);
    }

    @Test
    void whatProgramsReadHasNoHint() {
        assertFalse(run("jm", "", "url", "box").failed().err().contains("What to do"));
        assertFalse(run("docker-machine", "1", "url", "box").failed().err().contains("What to do"));
        assertFalse(
                run("jm", "1", "--errors", "json", "url", "box").failed().err().contains("What to do"));
    }

    @Test
    void aWrongArgumentIsAnsweredWithHelpAlone() {
        assertFalse(run("jm", "1", "url", "--nosuch").failed().err().contains("What to do"));
    }

    @ParameterizedTest
    @EnumSource(value = ErrorCode.class, names = "CANCELLED", mode = EnumSource.Mode.EXCLUDE)
    void everyKindOfErrorHasAPage(ErrorCode code) {
        String page = run("jm", "", "help", "errors#" + code.text()).succeeded().out();
        assertTrue(page.startsWith("Errors and what to do about them\n\n" + code.text() + ":\n  "), page);
        assertEquals(-1, page.indexOf("\n\n", page.indexOf("\n" + code.text())), "only this section: " + page);
        assertTrue(run("jm", "", "help", "errors").out().contains("\n" + code.text() + ":\n"));
    }

    @Test
    void aPageThatIsNotThereIsAnError() {
        assertTrue(
                run("jm", "", "help", "errors#nosuch").failed().err().contains("'errors#nosuch' is not a jm command"));
    }

    /** Rows are found by what the program printed. Those that are no message say what is the case. */
    @Test
    void rowsAreMessagesOfTheProgram() throws IOException {
        Set<String> cases = Set.of(
                "ls is empty",
                "of a machine in the store",
                "the CA's key is not here",
                "an error in jm itself",
                "anything else",
                "no space left",
                "the instance is gone");
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(name -> name.toString().endsWith(".java"))
                    .filter(name -> !name.endsWith("ErrorsTopic.java"))
                    .toList()) {
                String text = Files.readString(file).replaceAll("(?m)^ *(?://|/?\\*).*$", "");
                sources.add(text.replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\""));
            }
        }
        List<String> missing = new ArrayList<>();
        for (Topic.Section section : ErrorsTopic.sections()) {
            for (Row row : section.rows()) {
                List<String> parts = List.of(row.name().split(", | \\.\\.\\.,? ?"));
                boolean printed =
                        parts.stream().allMatch(part -> sources.stream().anyMatch(source -> source.contains(part)));
                if (!printed && !cases.contains(row.name())) {
                    missing.add(section.title() + ": " + row.name());
                }
            }
        }
        assertEquals(List.of(), missing, "no class prints this");
    }

    /** What stands in single quotes is a command of jm, or one of the few others. */
    @Test
    void remediesNameCommandsThatExist() {
        List<String> commands = new ArrayList<>(new Commands().names());
        commands.addAll(List.of("help", "COMMAND", "chmod", "chown", "openssl"));
        Pattern quoted = Pattern.compile("(?:^|[ (])'([A-Za-z-]+)[^']*'");
        int found = 0;
        for (Topic.Section section : ErrorsTopic.sections()) {
            for (Row row : section.rows()) {
                Matcher command = quoted.matcher(row.text());
                while (command.find()) {
                    assertTrue(commands.contains(command.group(1)), row.text());
                    found++;
                }
            }
        }
        assertTrue(found > 20);
    }
}
