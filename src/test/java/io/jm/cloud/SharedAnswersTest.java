package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jm.base.JmException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
}
