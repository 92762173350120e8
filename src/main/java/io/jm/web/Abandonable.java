package io.jm.web;

import io.jm.base.CancelledException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs network calls, which no interrupt ends, on a thread that is left behind when this one is interrupted. */
public final class Abandonable {
    private static final Duration ENDLESS = Duration.ofDays(365);

    private Abandonable() {}

    /**
     * Waits for a call.
     *
     * @throws CancelledException if this thread is interrupted; the call's own thread does not keep the process alive
     */
    public static <T> T call(Callable<T> call) throws IOException {
        return call(call, ENDLESS);
    }

    /**
     * As {@link #call(Callable)}, with a limit.
     *
     * @throws SocketTimeoutException after the timeout; the call's thread is interrupted then
     */
    public static <T> T call(Callable<T> call, Duration timeout) throws IOException {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "web");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new SocketTimeoutException("no complete answer within " + timeout.toSeconds() + " s");
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNull(e.getCause()));
        }
    }

    private static RuntimeException rethrown(Throwable cause) throws IOException {
        if (cause instanceof IOException failure) {
            throw failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
