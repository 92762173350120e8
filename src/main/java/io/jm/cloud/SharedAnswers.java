package io.jm.cloud;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers for which the drivers of several machines in one process ask only once, such as a list of all instances. */
public final class SharedAnswers {
    private final Map<String, Question> questions = new ConcurrentHashMap<>();

    /**
     * Returns the answer of the first caller with that key; the others wait for it, and get its exception too. If the one
     * that asks is interrupted, another one asks.
     *
     * @param key everything on which the answer depends; with a digest of the credentials, not with themselves
     * @throws CancelledException if the caller itself is interrupted
     */
    public <T> T get(String key, Class<T> type, Supplier<T> question) {
        while (true) {
            Question asked = questions.computeIfAbsent(key, any -> new Question(question::get));
            try {
                return type.cast(asked.answer());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof CancelledException cancelled) {
                    questions.remove(key, asked);
                    if (asked.isOfThisThread()) {
                        throw cancelled;
                    }
                } else if (e.getCause() instanceof JmException failure) {
                    throw failure;
                } else {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
    }

    /** Is asked by the first thread that wants the answer. */
    private static final class Question {
        private final FutureTask<Object> task;
        private volatile @Nullable Thread asking;

        Question(Supplier<Object> question) {
            task = new FutureTask<>(() -> {
                asking = Thread.currentThread();
                return question.get();
            });
        }

        Object answer() throws InterruptedException, ExecutionException {
            task.run();
            return task.get();
        }

        boolean isOfThisThread() {
            return Thread.currentThread().equals(asking);
        }
    }
}
