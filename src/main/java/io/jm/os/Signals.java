package io.jm.os;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.graalvm.nativeimage.VMRuntime;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Signal handling of the process; no other class registers handlers. docs/security.md has the table. */
public final class Signals {
    private static final int ENDED_BY_SIGNAL = 128;

    /** How often {@link #prepare} was called: signals belong to the process, and so does this. */
    private static final AtomicInteger PREPARED = new AtomicInteger();

    private Signals() {}

    /**
     * Makes this process one of jm's own, and a write to a closed pipe, or beyond the user's file size limit, an error of
     * that write; called first in every process that jm is the main program of. A JVM does so itself. The native executable
     * would be killed by SIGPIPE and SIGXFSZ: its run-time installs handlers only when it parses options from the command
     * line, which jm disables. Both signals are caught, not ignored, so that child processes do not inherit that.
     */
    public static void prepare() {
        PREPARED.incrementAndGet();
        if (Environment.isNative()) {
            VMRuntime.initialize();
        }
    }

    /**
     * Whether the process is jm's own. In another program, which uses jm as a library, signals and the terminal are that
     * program's: jm handles no signal and asks nothing.
     */
    public static boolean isOwnProcess() {
        return PREPARED.get() > 0;
    }

    /**
     * Runs the shutdown hooks before a signal ends the process, where nothing else handles it. A JVM does so itself; in the
     * native executable the callers that have hooks request it here, because registering handlers costs start-up time.
     */
    public static void runHooksAtEnd() {
        if (Environment.isNative()) {
            runHooksAt("HUP");
            runHooksAt("INT");
            runHooksAt("TERM");
        }
    }

    private static void runHooksAt(String name) {
        handleUnlessHandled(name, signal -> System.exit(ENDED_BY_SIGNAL + signal.number()));
    }

    /** Handles a signal that would end the process; one that is ignored (nohup) or has a handler of jm is left as it is. */
    static void handleUnlessHandled(String name, Consumer<Registration> listener) {
        Registration registration = handle(name, listener);
        if (registration != null && registration.before != SignalHandler.SIG_DFL) {
            registration.restore();
        }
    }

    /** Calls {@code listener} after each resize of the terminal window, until the process ends. */
    public static void onWindowChange(Runnable listener) {
        handle("WINCH", signal -> listener.run());
    }

    /** Ignores SIGQUIT where it would end the process: a JVM reserves it and only prints its threads. */
    static void ignoreQuit() {
        if (!isOwnProcess()) {
            return;
        }
        try {
            Signal.handle(new Signal("QUIT"), SignalHandler.SIG_IGN);
        } catch (IllegalArgumentException e) {
            // reserved by the JVM
            return;
        }
    }

    /** Replaces the handler of a signal; returns null if the platform has no such signal, or the process is not jm's. */
    static @Nullable Registration handle(String name, Consumer<Registration> listener) {
        if (!isOwnProcess()) {
            return null;
        }
        try {
            Registration registration = new Registration(new Signal(name));
            registration.before = Signal.handle(registration.signal, signal -> listener.accept(registration));
            return registration;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A signal with a handler of jm. */
    static final class Registration {
        private final Signal signal;
        private volatile SignalHandler before = SignalHandler.SIG_DFL;

        private Registration(Signal signal) {
            this.signal = signal;
        }

        int number() {
            return signal.getNumber();
        }

        boolean wasIgnored() {
            return before == SignalHandler.SIG_IGN;
        }

        /** Restores the previous handler. */
        void restore() {
            Signal.handle(signal, before);
        }

        /** Makes the next signal end the process: restores the previous handler, or the default if it was ignored. */
        void endOnNext() {
            Signal.handle(signal, wasIgnored() ? SignalHandler.SIG_DFL : before);
        }

        /** Sends the signal to this process. */
        void raise() {
            Signal.raise(signal);
        }
    }
}
