package io.jm.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    private final List<Integer> questions = IntStream.range(0, 200).boxed().toList();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private Integer slowly(Integer question) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        now.decrementAndGet();
        return question;
    }

    @Test
    void answersStandInTheOrderOfTheQuestions() {
        assertEquals(
                questions,
                new AtOnce<>(questions, this::slowly, (q, e) -> -1, Duration.ofSeconds(10), any -> false).all());
    }

    @Test
    void thoseThatCostAProcessAreBoundedAndWaitWithoutLosingTime() {
        // four rounds of 64: the last begin later than the limit, and are answered all the same
        List<Integer> answers =
                new AtOnce<>(questions, this::slowly, (q, e) -> -1, Duration.ofMillis(350), any -> true).all();
        assertTrue(most.get() <= 64, most + " at once");
        assertFalse(answers.contains(null), "unanswered: " + Collections.frequency(answers, null));
    }

    @Test
    void whateverOneThrowsIsItsOwnAnswer() {
        List<Throwable> thrown = List.of(
                new NumberFormatException("1e-9999999999"),
                new StackOverflowError(),
                new OutOfMemoryError(),
                new LinkageError(),
                new JmException("no"));
        List<String> answers = new AtOnce<>(
                        List.of(-1, 0, 1, 2, 3, 4, 5),
                        question -> {
                            if (question >= 0 && question < thrown.size()) {
                                throw AtOnceTest.<RuntimeException>sneaky(thrown.get(question));
                            }
                            return "fine";
                        },
                        (question, failure) -> question + " " + failure.getMessage(),
                        Duration.ofSeconds(10),
                        any -> false)
                .all();
        assertEquals(
                List.of(
                        "fine",
                        "0 internal error: java.lang.NumberFormatException: 1e-9999999999"
                                + " (please report it; --debug shows details)",
                        "1 the data are nested too deeply",
                        "2 not enough memory",
                        "3 internal error: java.lang.LinkageError (please report it; --debug shows details)",
                        "4 no",
                        "fine"),
                answers);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void oneThatHangsDoesNotDelayTheOthers() {
        long start = System.nanoTime();
        List<Integer> answers = new AtOnce<>(
                        List.of(1, 2, 3),
                        question -> question == 2 ? slowly(slowly(slowly(slowly(slowly(question))))) : question,
                        (q, e) -> -1,
                        Duration.ofMillis(200),
                        any -> true)
                .all();
        assertEquals(Arrays.asList(1, null, 3), answers);
        assertTrue(System.nanoTime() - start < 450_000_000L);
    }
}
