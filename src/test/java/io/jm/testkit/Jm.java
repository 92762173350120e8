package io.jm.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.jm.base.ExitCode;
import io.jm.cli.App;
import io.jm.cli.CommandGroup;
import io.jm.cli.LiveContext;
import io.jm.cli.command.Commands;
import io.jm.console.StreamConsole;
import io.jm.os.Environment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs commands in this process, through the parser and the classes of the real program:
 * {@code jm.run("rm", "-y", "a").succeeded()}.
 */
public final class Jm {
    /** The start of the message for an exception that is not a JmException. */
    public static final String INTERNAL_ERROR = "internal error: ";

    private final Environment environment;
    private final CommandGroup commands;
    private final App.ContextFactory contexts;
    private String input = "";

    /** The program in that environment. */
    public Jm(Environment environment) {
        this(environment, new Commands(), LiveContext::new);
    }

    /** The program with other commands, or with fakes behind them. */
    public Jm(Environment environment, CommandGroup commands, App.ContextFactory contexts) {
        this.environment = environment;
        this.commands = commands;
        this.contexts = contexts;
    }

    /** The program as {@code jm}, with only these variables. */
    public static Jm in(Path directory, Map<String, String> variables) {
        return new Jm(new Environment(variables, directory, "jm", false));
    }

    /** Sets what is typed. */
    public Jm typing(String text) {
        input = text;
        return this;
    }

    public Result run(String... arguments) {
        return run(List.of(arguments));
    }

    public Result run(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        App app = new App(
                environment,
                commands,
                debug -> new StreamConsole(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, debug),
                contexts);
        ExitCode code = app.run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /**
     * What a command left.
     *
     * @param out standard output
     * @param err standard error
     */
    public record Result(ExitCode code, String out, String err) {
        public Result succeeded() {
            assertEquals(ExitCode.OK, code, err);
            return this;
        }

        public Result failed() {
            assertNotEquals(ExitCode.OK, code, out);
            return this;
        }

        /** Both streams, one after the other. */
        public String all() {
            return out + err;
        }
    }
}
