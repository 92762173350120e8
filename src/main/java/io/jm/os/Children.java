package io.jm.os;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The child processes, which must not outlive jm. SIGINT and SIGHUP are not delivered to them, so that jm can still
 * query their state; a signal that ends jm ends them first.
 */
public final class Children implements AutoCloseable {
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private final Environment environment;
    private boolean hookRegistered;

    public Children(Environment environment) {
        this.environment = environment;
    }

    /** Starts a program without arguments, with these environment variables set; empty ones are removed. */
    public ChildProcess start(Path program, Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(program));
        putVariables(builder, variables);
        return start(builder, Programs.nullDevice());
    }

    /** Starts a command with this standard input. */
    ChildProcess start(ProcessBuilder builder, Redirect input) throws IOException {
        prepare();
        return new ChildProcess(builder.redirectInput(input).start(), running);
    }

    /** Makes sure that a signal that ends jm ends the children. */
    private synchronized void prepare() {
        if (!hookRegistered) {
            hookRegistered = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::killAll, "kill-children"));
            Signals.runHooksAtEnd();
        }
    }

    /** Sends SIGTERM to the children that still run. */
    public void terminate() {
        running.forEach(ChildProcess::terminate);
    }

    /**
     * Sets environment variables; empty ones are removed. So are those of jm's launcher about the streams: a jm that the
     * child is, or runs, has other streams.
     */
    static void putVariables(ProcessBuilder builder, Map<String, String> variables) {
        builder.environment().remove(Setting.ERROR_TERMINAL.variable());
        builder.environment().remove(Setting.OUTPUT_TERMINAL.variable());
        variables.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
    }

    /** Ignores SIGINT and SIGHUP: ignored signals stay ignored after {@code exec}. */
    private List<String> command(Path program) {
        return environment.windows()
                ? List.of(program.toString())
                : List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\"", program.toString());
    }

    private void killAll() {
        running.forEach(ChildProcess::kill);
    }

    /** Kills the children that still run. */
    @Override
    public void close() {
        killAll();
    }
}
