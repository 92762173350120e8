package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ExitCode;
import io.jm.os.Environment;
import io.jm.testkit.Jm;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** What the program does where a command fails in a way that nobody thought of. */
class AppTest {
    @Command(name = "fails")
    private record Failing(RuntimeException error) implements Callable<ExitCode> {
        @Override
        public ExitCode call() {
            throw error;
        }
    }

    /** The only command there is. */
    private record Table(RuntimeException error) implements CommandGroup {
        @Override
        public @Nullable Object find(CommandName wanted, Context context) {
            return wanted.is("fails") ? new Failing(error) : null;
        }
    }

    private static String run(RuntimeException error, String... arguments) {
        Environment environment = new Environment(Map.of(), Path.of("/"), "jm", false);
        return new Jm(environment, new Table(error), LiveContext::new)
                .run(arguments)
                .failed()
                .err();
    }

    @Test
    void anythingUnexpectedAsksForAReport() {
        assertEquals(
                "internal error: java.lang.IllegalStateException: \\x1b[2J (please report it; --debug shows details)\n",
                run(new IllegalStateException("\033[2J"), "fails"));
    }

    @Test
    void theTraceIsForThoseWhoAskForIt() {
        assertTrue(run(new IllegalStateException(), "--debug", "fails").contains("\n\tat io.jm.cli.App"));
    }

    @Test
    void aNameThatIsUnknownStaysInItsLine() {
        assertEquals("jm: 'a\\nb' is not a jm command. See 'jm --help'.\n", run(new IllegalStateException(), "a\nb"));
    }
}
