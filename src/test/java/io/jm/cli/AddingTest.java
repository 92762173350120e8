package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ExitCode;
import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command, or a group of commands, is a class and a line in a table; the frame does the rest. */
class AddingTest {
    /** The class. */
    @Command(name = "greet", header = "Greet", description = "Prints a greeting.")
    static final class Greet implements Callable<ExitCode> {
        private final Context context;

        @Option(names = "--name", defaultValue = "world", description = "Who is greeted")
        private String name = "";

        Greet(Context context) {
            this.context = context;
        }

        @Override
        public ExitCode call() {
            context.console().result("hello " + name);
            return ExitCode.OK;
        }
    }

    @Command(name = "polite", header = "Be polite")
    static final class Polite implements CommandGroup {
        @Override
        public @Nullable Object create(String name, Context context) {
            return name.equals("greet") ? new Greet(context) : null;
        }

        @Override
        public List<String> names() {
            return List.of("greet");
        }
    }

    /** The table with its line for each. */
    private static final class Table implements CommandTable {
        @Override
        public @Nullable Object create(String name, Context context) {
            return switch (name) {
                case "greet" -> new Greet(context);
                case "polite" -> new Polite();
                default -> null;
            };
        }

        @Override
        public List<String> names() {
            return List.of("greet", "polite");
        }

        @Override
        public @Nullable String knownElsewhereAs(String name) {
            return null;
        }
    }

    private static String run(String... arguments) {
        Environment environment =
                new Environment(Map.of("MACHINE_STORAGE_PATH", "/nowhere"), Path.of("/"), "jm", false);
        return new Jm(environment, new Table(), LiveContext::new).run(arguments).all();
    }

    @Test
    void aCommandHasItsOptionsAndItsHelp() {
        assertEquals("hello world\n", run("greet"));
        assertEquals("hello you\n", run("greet", "-name=you"));
        assertTrue(run("greet", "--help").contains("--name VALUE"));
        assertTrue(run("help").contains("greet"));
        assertTrue(run("greet", "--nme", "x").contains("flag provided but not defined: -nme"));
    }

    @Test
    void aGroupHasItsCommandsAndItsHelp() {
        assertEquals("hello you\n", run("polite", "greet", "--name", "you"));
        assertTrue(run("polite").contains("greet"));
        assertTrue(run("polite", "gret").contains("Did you mean \"greet\"?"));
    }
}
