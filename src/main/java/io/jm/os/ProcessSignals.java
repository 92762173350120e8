package io.jm.os;

import java.util.Optional;

/** Ends other processes by their pid, those of the same user only. */
public final class ProcessSignals {
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

    /** Never jm itself, nor init: a pid read from a file may be any number. */
    private static Optional<ProcessHandle> other(long pid) {
        return pid <= 1 || pid == ProcessHandle.current().pid() ? Optional.empty() : ProcessHandle.of(pid);
    }
}
