package io.jm.inventory;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import io.jm.base.UnexpectedException;
import io.jm.os.OpenFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks many things at the same time, each with its own time limit. Few threads serve those that answer at once; when
 * no answer arrives for a moment, more threads begin with those still waiting, so the silent do not delay the others.
 * Questions that cost a process each wait for their turn, and their time begins with it.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
final class AtOnce<I, O> {
    private static final int FIRST_THREADS = 16;
    private static final int MOST_THREADS = 1024;
    private static final int MOST_PROCESSES = 64;
    /** Open all the time: streams, jars, folders. */
    private static final int OTHER_FILES = 24;
    /** Most that a question has open: a connection, a file of the store, a pipe. */
    private static final int FILES_A_QUESTION = 3;

    private static final long IDLE_TIMEOUT = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long STACK = 512 << 10;
    private static final long DONE = Long.MIN_VALUE;

    private record Answer<O>(int index, O value) {}

    private final List<I> questions;
    private final Function<I, O> ask;
    private final BiFunction<I, JmException, O> failed;
    private final Duration limit;
    private final Predicate<I> costsProcess;
    private final Semaphore processes = new Semaphore(MOST_PROCESSES);
    private final AtomicInteger next = new AtomicInteger();
    private final BlockingQueue<Answer<O>> answers = new LinkedBlockingQueue<>();
    /** When each question was begun: 0 if not yet, {@link #DONE} once it is settled. */
    private final AtomicLongArray begun;

    private final long origin = System.nanoTime() - 1;
    private int threads;
    private int mostThreads = 1;

    /**
     * Prepares the questions.
     *
     * @param failed the answer to a question whose asking threw anything at all
     * @param limit how long one question may take
     * @param costsProcess whether asking starts a process
     */
    AtOnce(
            List<I> questions,
            Function<I, O> ask,
            BiFunction<I, JmException, O> failed,
            Duration limit,
            Predicate<I> costsProcess) {
        this.questions = questions;
        this.ask = ask;
        this.failed = failed;
        this.limit = limit;
        this.costsProcess = costsProcess;
        this.begun = new AtomicLongArray(questions.size());
    }

    /** The answers in the order of the questions; null for each one that took longer than the limit. */
    List<@Nullable O> all() {
        List<@Nullable O> results = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            results.add(null);
        }
        int open = questions.size();
        if (open > 1) {
            mostThreads = Math.max(1, Math.min(MOST_THREADS, (OpenFiles.limit() - OTHER_FILES) / FILES_A_QUESTION));
        }
        startThreads(FIRST_THREADS);
        while (open > 0) {
            Answer<O> answer = await();
            if (answer == null) {
                open -= giveUpOn();
                startThreads(threads);
            } else if (begun.getAndSet(answer.index, DONE) != DONE) {
                results.set(answer.index, answer.value);
                open--;
            }
        }
        return results;
    }

    private void startThreads(int wanted) {
        int waiting = questions.size() - next.get();
        int more = Math.min(Math.min(wanted, waiting), mostThreads - threads);
        for (int i = 0; i < more; i++) {
            Thread thread = new Thread(null, this::work, "ask", STACK);
            // A thread that still waits for a silent machine must not keep the process.
            thread.setDaemon(true);
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                // no more threads are allowed (ulimit -u): those that run serve all
                if (threads == 0) {
                    throw e;
                }
                mostThreads = threads;
                return;
            }
            threads++;
        }
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < questions.size(); i = next.getAndIncrement()) {
            answers.add(new Answer<>(i, answer(i)));
        }
    }

    private O answer(int i) {
        try {
            return ask(i);
        } catch (RuntimeException | Error e) {
            return failed.apply(questions.get(i), UnexpectedException.of(e));
        }
    }

    private O ask(int i) {
        I question = questions.get(i);
        boolean turn = costsProcess.test(question);
        if (turn) {
            processes.acquireUninterruptibly();
        }
        begun.set(i, elapsed());
        try {
            return ask.apply(question);
        } finally {
            if (turn) {
                processes.release();
            }
        }
    }

    private @Nullable Answer<O> await() {
        try {
            return answers.poll(IDLE_TIMEOUT, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        }
    }

    private int giveUpOn() {
        int given = 0;
        long now = elapsed();
        for (int i = 0; i < questions.size(); i++) {
            long start = begun.get(i);
            if (start > 0 && now - start >= limit.toNanos() && begun.compareAndSet(i, start, DONE)) {
                given++;
            }
        }
        return given;
    }

    private long elapsed() {
        return System.nanoTime() - origin;
    }
}
