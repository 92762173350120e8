package io.jm.cli;

import io.jm.base.ExitCode;
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
 * The result of a command that ran in this process, through the same classes as in the real program.
 *
 * @param out standard output
 * @param err standard error
 */
record InProcess(ExitCode code, String out, String err) {
    /** The start of the message for an exception that is not a JmException. */
    static final String BUG = "jm made a mistake";

    /** Runs a command as {@code jm}, with an empty standard input. */
    static InProcess run(Path store, Map<String, String> variables, List<String> arguments) {
        return run(new Environment(variables, store, "jm", false), "", arguments);
    }

    /** Runs a command; {@code input} is its standard input. */
    static InProcess run(Environment environment, String input, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        App app = new App(
                environment,
                new Commands(),
                debug -> new StreamConsole(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, debug),
                LiveContext::new);
        ExitCode code = app.run(arguments);
        return new InProcess(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
