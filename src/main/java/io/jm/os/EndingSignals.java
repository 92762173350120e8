package io.jm.os;

import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The signals that end the process: hang-up, Ctrl-C, termination. */
public final class EndingSignals {
    private static final int ENDED_BY_SIGNAL = 128;

    private EndingSignals() {}

    /**
     * Lets them run the shutdown hooks before the process ends. A JVM does so by itself; the native executable is told
     * here, by those who have something to give back, because listening costs time at every start.
     */
    public static void runHooks() {
        if (!Environment.isNative()) {
            return;
        }
        for (String name : List.of("HUP", "INT", "TERM")) {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, EndingSignals::end);
            if (before == SignalHandler.SIG_IGN) {
                // nohup
                Signal.handle(signal, before);
            }
        }
    }

    private static void end(Signal signal) {
        System.exit(ENDED_BY_SIGNAL + signal.getNumber());
    }
}
