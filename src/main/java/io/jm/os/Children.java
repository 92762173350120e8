package io.jm.os;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The programs that run beside us and must not outlive us. They hear neither the terminal's Ctrl-C nor its end, so that
 * they can still be asked what they know; a signal that ends us ends them first.
 */
public final class Children implements AutoCloseable {
    private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
    private final Environment environment;
    private boolean guarded;

    public Children(Environment environment) {
        this.environment = environment;
    }

    /** Starts a program without arguments, with these variables changed; one that is empty is taken away. */
    public ChildProcess start(Path program, Map<String, String> variables) throws IOException {
        guard();
        ProcessBuilder builder = new ProcessBuilder(command(program));
        variables.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        builder.redirectInput(new File(environment.windows() ? "NUL" : "/dev/null"));
        return new ChildProcess(builder.start(), running);
    }

    /** A signal that is ignored stays ignored in the program that a shell becomes. */
    private List<String> command(Path program) {
        return environment.windows()
                ? List.of(program.toString())
                : List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\"", program.toString());
    }

    private synchronized void guard() {
        if (!guarded) {
            guarded = true;
            Runtime.getRuntime().addShutdownHook(new Thread(this::killAll, "end-children"));
            Signals.runHooksAtEnd();
        }
    }

    private void killAll() {
        running.forEach(ChildProcess::kill);
    }

    /** Ends those that are left, at once: whoever started them has given them up. */
    @Override
    public void close() {
        killAll();
    }
}
