package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.cli.command.Commands;
import io.jm.cli.command.driver.DriverCommands;
import io.jm.cli.command.image.ImageCommands;
import io.jm.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {
    private static final Context CONTEXT = new NoContext(new Environment(Map.of(), Path.of("/"), "jm", false));

    static List<CommandGroup> groups() {
        return List.of(new Commands(), new DriverCommands(), new ImageCommands());
    }

    /** The second of two commands with one name could not be reached. */
    @ParameterizedTest
    @MethodSource("groups")
    void noNameStandsTwice(CommandGroup group) {
        assertEquals(
                List.copyOf(new TreeSet<>(group.names())),
                group.names().stream().sorted().toList());
    }

    /** Help prints the name of the annotation. */
    @ParameterizedTest
    @MethodSource("groups")
    void aCommandIsFoundByTheNameThatHelpPrints(CommandGroup group) {
        for (String name : group.names()) {
            Object command = Objects.requireNonNull(group.create(name, CONTEXT));
            assertEquals(name, App.spec(command).name());
        }
    }

    /** The words stand in the source only, since they are the cases of a switch. */
    @Test
    void wordsOfOtherToolsAreNoCommandsAndMeanCommands() throws IOException {
        Commands commands = new Commands();
        Matcher words = Pattern.compile("case (\"[a-z-\", ]+\") -> List")
                .matcher(Files.readString(Path.of("src/main/java/io/jm/cli/command/Commands.java")));
        List<String> known = new ArrayList<>();
        while (words.find()) {
            known.addAll(List.of(words.group(1).replace("\"", "").split(", ")));
        }
        assertTrue(known.containsAll(List.of("delete", "shell", "ps", "up")), known.toString());
        for (String word : known) {
            assertNull(commands.create(word, CONTEXT), word);
            List<String> meant = commands.knownElsewhereAs(word);
            assertFalse(meant.isEmpty(), word);
            assertTrue(commands.names().containsAll(meant), word + " means " + meant);
        }
    }
}
