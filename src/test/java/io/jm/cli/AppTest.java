package io.jm.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.ExitCode;
import io.jm.console.StreamConsole;
import io.jm.os.Environment;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** What the program does where a command fails in a way that nobody thought of. */
class AppTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Command(name = "fails")
    private record Failing(RuntimeException error) implements Callable<ExitCode> {
        @Override
        public ExitCode call() {
            throw error;
        }
    }

    /** The only command there is. */
    private record Table(RuntimeException error) implements CommandTable {
        @Override
        public @Nullable Object create(String name, Context context) {
            return name.equals("fails") ? new Failing(error) : null;
        }

        @Override
        public List<String> names() {
            return List.of("fails");
        }

        @Override
        public @Nullable String knownElsewhereAs(String word) {
            return null;
        }
    }

    private String run(RuntimeException error, String... words) {
        App app = new App(
                new Environment(Map.of(), Path.of("/"), "jm", false),
                new Table(error),
                debug -> new StreamConsole(InputStream.nullInputStream(), new ByteArrayOutputStream(), err, debug),
                LiveContext::new);
        assertEquals(ExitCode.FAILED, app.run(List.of(words)));
        return err.toString(StandardCharsets.UTF_8);
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
