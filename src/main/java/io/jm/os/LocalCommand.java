package io.jm.os;

import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.text.Printable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command of the user's choice on this computer, run without a shell. It gets the environment of jm with changes, but
 * none of the variables that jm's launcher sets for jm.
 */
public final class LocalCommand {
    /** The exit code if the program is not found, as in shells. */
    private static final ExitCode NOT_FOUND = new ExitCode(127);

    /** The exit code if the program cannot be executed, as in shells. */
    private static final ExitCode NOT_EXECUTABLE = new ExitCode(126);

    private static final int MAX_SHOWN = 200;

    private final List<String> arguments;
    private final Map<String, String> variables;
    private final Environment environment;

    /**
     * Prepares the command.
     *
     * @param arguments the program and its arguments
     * @param variables the environment variables to set; empty ones are removed
     */
    public LocalCommand(List<String> arguments, Map<String, String> variables, Environment environment) {
        this.arguments = arguments;
        this.variables = variables;
        this.environment = environment;
    }

    /**
     * Runs the command with jm's own three streams and returns its exit status, 128 + n if signal n ended it. Ctrl-C
     * reaches it from the terminal; SIGTERM and SIGHUP are passed on to it.
     *
     * @throws JmException with the exit code 127 or 126 if it cannot be started
     */
    public int foreground() {
        try (ForegroundSignals signals = new ForegroundSignals()) {
            Process process = builder().inheritIO().start();
            signals.passTo(process);
            return Programs.await(process);
        } catch (IOException e) {
            throw notStarted(e);
        }
    }

    /**
     * Starts the command with its output to be read.
     *
     * @param input the file that is its standard input; empty without one
     * @throws JmException with the exit code 127 or 126 if it cannot be started
     */
    public ChildProcess background(Children children, @Nullable Path input) {
        try {
            return children.start(builder(), input == null ? Programs.nullDevice() : Redirect.from(input.toFile()));
        } catch (IOException e) {
            throw notStarted(e);
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(arguments);
        Children.putVariables(builder, variables);
        // a jm that the command runs would take it for that of its own launcher
        builder.environment().remove(Setting.PROGRAM.variable());
        return builder;
    }

    private JmException notStarted(IOException e) {
        String program = arguments.get(0);
        String prefix = "Cannot run \"" + Printable.excerpt(program, MAX_SHOWN) + "\": ";
        Path file = file(program);
        if (file == null) {
            return new JmException(prefix + (isPath(program) ? "not found" : "not found in the PATH"), NOT_FOUND, e);
        }
        String reason;
        if (Files.isDirectory(file)) {
            reason = "it is a directory";
        } else if (!Files.isExecutable(file)) {
            reason = "permission denied";
        } else {
            // the inner exception has the error of the system only
            Throwable cause = e.getCause() == null ? e : e.getCause();
            reason = String.valueOf(cause.getMessage());
        }
        return new JmException(prefix + reason, NOT_EXECUTABLE, e);
    }

    /** Returns the file that a shell would run, even if it cannot be executed; null if there is none. */
    private @Nullable Path file(String program) {
        List<String> candidates = new ArrayList<>();
        if (isPath(program)) {
            candidates.add(program);
        } else if (!program.isEmpty()) {
            for (String directory : environment.get(Setting.PATH).split(File.pathSeparator, -1)) {
                candidates.add(directory.isEmpty() ? program : directory + "/" + program);
            }
        }
        for (String candidate : candidates) {
            try {
                Path path = environment.workingDirectory().resolve(candidate);
                if (Files.exists(path)) {
                    return path;
                }
            } catch (InvalidPathException e) {
                // not a name that a file can have
                return null;
            }
        }
        return null;
    }

    private boolean isPath(String program) {
        return program.indexOf('/') >= 0 || environment.windows() && program.indexOf('\\') >= 0;
    }
}
