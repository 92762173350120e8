package io.jm.testkit;

import java.io.IOException;

/** Kills a process when the tests end, also if they are killed, so that a killed build leaves no virtual machine. */
public final class ProcessGuard implements AutoCloseable {
    /** Its standard input is a pipe of this process, so that it ends with it. */
    private static final String SCRIPT = "trap '' HUP INT TERM; read -r line; kill -9 \"$1\"";

    private final Process guard;

    public ProcessGuard(long pid) throws IOException {
        guard = new ProcessBuilder("sh", "-c", SCRIPT, "sh", String.valueOf(pid)).start();
    }

    /** Leaves the process alone from now on. */
    @Override
    public void close() {
        guard.destroyForcibly();
    }
}
