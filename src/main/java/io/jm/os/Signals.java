package io.jm.os;

import java.util.function.Consumer;
import org.graalvm.nativeimage.VMRuntime;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** What the process does with signals; no other class knows them. docs/security.md has the table. */
public final class Signals {
    private static final int ENDED_BY_SIGNAL = 128;

    private Signals() {}

    /**
     * First of all in every process: lets a write to a peer that has gone, or beyond the user's limit for a file, be an
     * error of that write. A JVM does so by itself. The native executable would be killed by SIGPIPE and SIGXFSZ: its
     * run-time starts when it takes its options from the command line, and jm's command line is nobody else's. Both
     * signals are caught, not ignored, so that the programs that jm starts do not inherit it.
     */
    public static void prepare() {
        if (Environment.isNative()) {
            VMRuntime.initialize();
        }
    }

    /**
     * Lets the signals that end the process run the shutdown hooks first. A JVM does so by itself; the native executable
     * is told here, by those who have something to give back, because listening costs time at every start.
     */
    public static void runHooksAtEnd() {
        if (Environment.isNative()) {
            runHooksAt("HUP");
            runHooksAt("INT");
            runHooksAt("TERM");
        }
    }

    private static void runHooksAt(String name) {
        Heard heard = hear(name, signal -> System.exit(ENDED_BY_SIGNAL + signal.number()));
        if (heard != null && heard.wasIgnored()) {
            // nohup
            heard.giveBack();
        }
    }

    /** Calls {@code listener} after each change of the terminal window's size, for the rest of the process's life. */
    public static void onWindowChange(Runnable listener) {
        hear("WINCH", signal -> listener.run());
    }

    /** Ignores SIGQUIT where it would end the process: a JVM keeps it for itself and only prints its threads. */
    static void ignoreQuit() {
        try {
            Signal.handle(new Signal("QUIT"), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            // the JVM has it
            return;
        }
    }

    /** Calls {@code listener} instead of what happened before; null where there is no such signal. */
    static @Nullable Heard hear(String name, Consumer<Heard> listener) {
        try {
            Heard heard = new Heard(new Signal(name));
            heard.before = Signal.handle(heard.signal, signal -> listener.accept(heard));
            return heard;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A signal that somebody listens to. */
    static final class Heard {
        private final Signal signal;
        private volatile SignalHandler before = SignalHandler.SIG_DFL;

        private Heard(Signal signal) {
            this.signal = signal;
        }

        int number() {
            return signal.getNumber();
        }

        boolean wasIgnored() {
            return before == SignalHandler.SIG_IGN;
        }

        /** Restores what happened before. */
        void giveBack() {
            Signal.handle(signal, before);
        }

        /** Lets the next one end the process: what happened before, or the default of a signal that was ignored. */
        void letEnd() {
            Signal.handle(signal, wasIgnored() ? SignalHandler.SIG_DFL : before);
        }

        /** Sends it to the process. */
        void raise() {
            Signal.raise(signal);
        }
    }
}
