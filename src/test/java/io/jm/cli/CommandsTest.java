package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jm.cli.command.Commands;
import io.jm.cli.command.driver.DriverCommands;
import io.jm.cli.command.image.ImageCommands;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
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
}
