package io.jm.os;

import io.jm.base.Retry;
import io.jm.base.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Ends other processes by their pid, those of the same user only. */
public final class ProcessSignals {
    private static final Duration POLL = Duration.ofMillis(250);

    private ProcessSignals() {}

    /** Returns whether a process has this pid now, any process. */
    public static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Sends SIGTERM; returns false if there is no such process, or this user may not end it. */
    public static boolean terminate(long pid) {
        return other(pid).map(ProcessHandle::destroy).orElse(false);
    }

    /** Sends SIGKILL; returns false if there is no such process, or this user may not end it. */
    public static boolean kill(long pid) {
        return other(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /**
     * Ends processes: sends SIGTERM to all, and SIGKILL to those that are left.
     *
     * @param left queries the pids of those that still run
     * @param grace how long to wait after each of the two signals
     * @return whether none is left
     */
    public static boolean end(Supplier<List<Long>> left, Duration grace, Ticker ticker) {
        return areEndedBy(ProcessSignals::terminate, left, grace, ticker)
                || areEndedBy(ProcessSignals::kill, left, grace, ticker);
    }

    private static boolean areEndedBy(LongConsumer signal, Supplier<List<Long>> left, Duration grace, Ticker ticker) {
        List<Long> pids = left.get();
        pids.forEach(signal::accept);
        Retry retry = new Retry(ticker, grace, POLL);
        while (!pids.isEmpty() && !retry.isExhausted()) {
            retry.pause();
            pids = left.get();
        }
        return pids.isEmpty();
    }

    /** Never jm itself, nor init: a pid read from a file may be any number. */
    private static Optional<ProcessHandle> other(long pid) {
        return pid <= 1 || pid == ProcessHandle.current().pid() ? Optional.empty() : ProcessHandle.of(pid);
    }
}
