package io.jm.os;

import io.jm.base.CancelledException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child process, started and ended by {@link Children}. */
public final class ChildProcess implements AutoCloseable {
    /** The time to exit before it is killed. */
    private static final int GRACE_MILLIS = 1000;

    private final Process process;
    private final Set<ChildProcess> siblings;

    ChildProcess(Process process, Set<ChildProcess> siblings) {
        this.process = process;
        this.siblings = siblings;
        siblings.add(this);
    }

    public InputStream output() {
        return process.getInputStream();
    }

    public InputStream errors() {
        return process.getErrorStream();
    }

    /** Returns the exit status, or null if the process does not exit within {@code millis} milliseconds. */
    public @Nullable Integer status(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS) ? Integer.valueOf(process.exitValue()) : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * Waits until the process exits, and returns its exit status, 128 + n if signal n ended it. If this thread is
     * interrupted, the process is terminated.
     *
     * @throws CancelledException if this thread was interrupted
     */
    public int await() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            terminate();
            status(GRACE_MILLIS);
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Kills the process. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits up to a second for the process to exit, then kills it. */
    @Override
    public void close() {
        if (status(GRACE_MILLIS) == null) {
            kill();
            status(GRACE_MILLIS);
        }
        siblings.remove(this);
    }
}
