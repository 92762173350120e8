package io.jm.cloud;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Answers for which the drivers of several machines in one process ask only once, such as a list of all instances. */
public final class SharedAnswers {
    private final Map<String, FutureTask<Object>> answers = new ConcurrentHashMap<>();

    /**
     * Returns the answer of the first caller with that key; the others wait for it, and get its exception too.
     *
     * @param key everything on which the answer depends; with a digest of the credentials, not with themselves
     */
    public <T> T get(String key, Class<T> type, Supplier<T> question) {
        FutureTask<Object> asked = answers.computeIfAbsent(key, any -> new FutureTask<>(question::get));
        asked.run();
        try {
            return type.cast(asked.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JmException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
