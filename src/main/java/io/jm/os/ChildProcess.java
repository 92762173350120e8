package io.jm.os;

import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program that runs beside us, without input; {@link Children} started it and sees to its end. */
public final class ChildProcess implements AutoCloseable {
    /** What it gets to end by itself once it was told to. */
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

    /** The exit status, or null if it does not end within the milliseconds. */
    public @Nullable Integer status(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS) ? Integer.valueOf(process.exitValue()) : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Ends it at once. */
    void kill() {
        process.destroyForcibly();
    }

    /** Waits a moment for it to end by itself, then ends it. */
    @Override
    public void close() {
        if (status(GRACE_MILLIS) == null) {
            kill();
            status(GRACE_MILLIS);
        }
        siblings.remove(this);
    }
}
