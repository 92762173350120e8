package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.CancelledException;
import io.jm.base.JmException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {
    private final SharedAnswers answers = new SharedAnswers();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksOnceForAllThreads() {
        List<Integer> all = IntStream.range(0, 50)
                .parallel()
                .mapToObj(any -> answers.get("account", Integer.class, asked::incrementAndGet))
                .distinct()
                .toList();
        assertEquals(List.of(1), all);
        assertEquals(2, answers.get("other account", Integer.class, asked::incrementAndGet));
    }

    @Test
    void everyCallerGetsTheFailure() {
        for (int i = 0; i < 2; i++) {
            JmException failure = assertThrows(
                    JmException.class,
                    () -> answers.get("account", Integer.class, () -> {
                        throw new JmException("no access " + asked.incrementAndGet());
                    }));
            assertEquals("no access 1", failure.getMessage());
        }
    }

    /** The first caller asks for all; its interruption is its own, such as the end of the time of its row in a list. */
    @Test
    void anInterruptionOfTheFirstCallerIsNotThatOfTheOthers() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread first = new Thread(() -> {
            try {
                answers.get("account", Integer.class, () -> {
                    asking.countDown();
                    asked.incrementAndGet();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new CancelledException();
                });
            } catch (CancelledException e) {
                ended.set(e);
            }
        });
        first.start();
        asking.await();
        ExecutorService others = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> waiting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(others.submit(() -> answers.get("account", Integer.class, asked::incrementAndGet)));
            }
            first.interrupt();
            for (Future<Integer> one : waiting) {
                assertEquals(2, one.get(20, TimeUnit.SECONDS), "one of them asks again, for all");
            }
        } finally {
            others.shutdownNow();
            first.join();
        }
        assertInstanceOf(CancelledException.class, ended.get());
    }

    @Test
    void aCallerThatIsInterruptedAsksNoMore() {
        assertThrows(
                CancelledException.class,
                () -> answers.get("account", Integer.class, () -> {
                    throw new CancelledException();
                }));
        assertEquals(1, answers.get("account", Integer.class, asked::incrementAndGet));
    }
}
