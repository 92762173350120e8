package io.jm.os;

import io.jm.base.JmException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signals while a child process has the terminal. SIGTERM and SIGHUP are passed on to the child. The terminal sends
 * SIGINT and SIGQUIT to the child too; jm does nothing then, and waits. Handlers are used for that, since a child would
 * inherit that a signal is ignored.
 */
final class ForegroundSignals implements AutoCloseable {
    private final List<Signals.Registration> signals = new ArrayList<>();
    private @Nullable Process child;
    private final List<String> early = new ArrayList<>();

    ForegroundSignals() {
        handle("INT", () -> {});
        handle("TERM", () -> pass("TERM"));
        handle("HUP", () -> pass("HUP"));
        // jm's launcher ignores it, which the child must not inherit
        Signals.Registration quit = Signals.handle("QUIT", signal -> {});
        if (quit != null) {
            signals.add(quit);
        }
    }

    /** Handles a signal, unless the caller of jm ignores it: then the child ignores it too. */
    private void handle(String name, Runnable action) {
        Signals.Registration signal = Signals.handle(name, received -> action.run());
        if (signal == null) {
            return;
        }
        if (signal.wasIgnored()) {
            signal.restore();
        } else {
            signals.add(signal);
        }
    }

    /** Passes signals to this process from now on, and those that were received before. */
    synchronized void passTo(Process process) {
        child = process;
        early.forEach(name -> send(process, name));
    }

    private synchronized void pass(String name) {
        Process process = child;
        if (process == null) {
            early.add(name);
        } else {
            send(process, name);
        }
    }

    private static void send(Process process, String name) {
        if (!process.isAlive()) {
            return;
        }
        if (name.equals("TERM")) {
            process.destroy();
            return;
        }
        try {
            // Java cannot send any other signal
            Programs.foreground(List.of("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(process.pid())));
        } catch (JmException e) {
            process.destroy();
        }
    }

    @Override
    public void close() {
        signals.forEach(Signals.Registration::restore);
    }
}
