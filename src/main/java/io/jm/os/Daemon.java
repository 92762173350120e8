package io.jm.os;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts processes that outlive jm. They have a session of their own, so that neither Ctrl-C nor the end of the terminal
 * reaches them, and none of jm's streams, so that a reader of jm's output sees its end.
 *
 * <p>Java cannot call {@code setsid}, so the program of that name does, which every Linux has; macOS has Perl. Without
 * either the process stays in jm's session. In each case it starts with SIGHUP, SIGINT and SIGQUIT ignored, so that
 * those of the terminal do not reach it before it is on its own.
 */
public final class Daemon {
    /** Each branch runs the program in the background, so that the shell ends at once. */
    private static final String SCRIPT = """
            trap '' HUP INT QUIT
            if command -v setsid >/dev/null 2>&1; then
                setsid "$@" &
            elif command -v perl >/dev/null 2>&1; then
                perl -MPOSIX -e 'setsid(); exec {$ARGV[0]} @ARGV or die "$ARGV[0]: $!\\n"' "$@" &
            else
                "$@" &
            fi
            """;

    private Daemon() {}

    /**
     * Starts a process and does not wait for it. Its working directory is the root directory, its standard input is
     * empty.
     *
     * @param command the absolute path of a program, and its arguments
     * @param variables environment variables to set; empty ones are removed
     * @param log the file that its output is appended to; created for the owner only
     * @throws JmException if there is no such program, or the log cannot be written
     */
    public static void start(List<String> command, Map<String, String> variables, Path log) {
        Path program = Path.of(command.get(0));
        if (!program.isAbsolute() || !Programs.isProgram(program)) {
            throw new JmException("cannot start " + program + ": it is not the path of a program");
        }
        try {
            PrivateFile.append(log, new byte[0]);
        } catch (IOException e) {
            throw new JmException("open " + log + ": " + IoReason.of(e), e);
        }
        boolean windows = Programs.isWindows();
        ProcessBuilder builder = new ProcessBuilder(windows ? command : detached(command))
                .directory(program.getRoot().toFile())
                .redirectInput(Programs.nullDevice())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()));
        Children.putVariables(builder, variables);
        start(builder, program, windows);
    }

    private static List<String> detached(List<String> command) {
        List<String> shell = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh"));
        shell.addAll(command);
        return shell;
    }

    private static void start(ProcessBuilder builder, Path program, boolean windows) {
        try {
            Process shell = builder.start();
            if (!windows && shell.waitFor() != 0) {
                throw new JmException("cannot start " + program + ": exit status " + shell.exitValue());
            }
        } catch (IOException e) {
            throw new JmException("cannot start " + program + ": " + IoReason.of(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }
}
