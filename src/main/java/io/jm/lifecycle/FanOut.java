package io.jm.lifecycle;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.os.Interrupts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does the same with several machines at once; one that fails does not stop the others. */
public final class FanOut {
    private static final int AT_ONCE = 16;

    private FanOut() {}

    /**
     * Waits until every machine is done.
     *
     * @param machines the machines, or their names
     * @throws JmException with one line for each machine that failed, in the order of the machines
     */
    public static <T> void run(List<T> machines, Consumer<T> work) {
        run(machines, AT_ONCE, work);
    }

    /**
     * As the other method.
     *
     * @param limit how many machines are handled at the same time
     */
    public static <T> void run(List<T> machines, int limit, Consumer<T> work) {
        try (Interrupts ctrlC = Interrupts.to(Thread.currentThread())) {
            if (machines.size() == 1) {
                alone(machines.get(0), work);
            } else {
                atOnce(machines, limit, work);
            }
        }
    }

    private static <T> void alone(T machine, Consumer<T> work) {
        try {
            work.accept(machine);
        } catch (RuntimeException | Error e) {
            throw UnexpectedException.of(e);
        }
    }

    private static <T> void atOnce(List<T> machines, int limit, Consumer<T> work) {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(limit, Math.max(1, machines.size())));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (T machine : machines) {
                running.add(threads.submit(() -> work.accept(machine)));
            }
            List<JmException> failures = new ArrayList<>();
            for (Future<?> one : running) {
                await(one, failures);
            }
            if (!failures.isEmpty()) {
                throw JmException.ofAll(failures);
            }
        } finally {
            threads.shutdownNow();
            letThemSave(threads);
        }
    }

    /** Gives interrupted workers up to 2 s to save what their drivers know. */
    private static void letThemSave(ExecutorService threads) {
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> one, List<JmException> failures) {
        try {
            one.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            failures.add(UnexpectedException.of(Objects.requireNonNull(e.getCause())));
        }
    }
}
