package io.jm.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.testkit.SetTicker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which requests are sent again, how often, and after how long. */
class ApiClientTest {
    private static final URI THINGS = URI.create("https://api.example/things?token=secret");
    private static final RetryPolicy POLICY =
            new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(1));

    private final SetTicker ticker = new SetTicker(Instant.EPOCH);
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<String> trace = new ArrayList<>();
    private int sent;

    private final ApiClient client = new ApiClient(this::answer, new Numbers(), POLICY, ticker, trace::add, () -> 1.0);

    private CloudReply answer(CloudRequest request) throws IOException {
        sent++;
        Object next = answers.remove();
        if (next instanceof IOException failure) {
            throw failure;
        }
        return (CloudReply) next;
    }

    private static CloudReply reply(int status, Map<String, String> headers) {
        return new CloudReply(status, headers, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private void answers(Object... next) {
        for (Object answer : next) {
            answers.add(answer instanceof Integer status ? reply(status, Map.of()) : answer);
        }
    }

    /** Counts its signatures, and takes the status as the error. */
    private final class Numbers implements ApiDialect {
        private int signatures;

        @Override
        public CloudRequest authorize(CloudRequest request) {
            signatures++;
            return request.with("X-Signature", "secret" + signatures);
        }

        @Override
        public @Nullable ApiException failure(CloudRequest request, CloudReply reply) {
            if (reply.isSuccess()) {
                return null;
            }
            ApiException.Kind kind = switch (reply.status()) {
                case 429 -> ApiException.Kind.THROTTLED;
                case 500, 503 -> ApiException.Kind.TEMPORARY;
                default -> ApiException.Kind.OTHER;
            };
            return new ApiException(
                    "error " + reply.status(), kind, reply.status(), "", RetryAfter.of(reply, ticker.now()));
        }
    }

    @Test
    void repeatsWhatTheProviderFailedToDo() {
        answers(500, new SocketException("reset"), 200);
        assertEquals(200, client.call(CloudRequest.get(THINGS)).status());
        assertEquals(3, sent);
    }

    @Test
    void doublesItsDelaysUpToAMaximum() {
        answers(500, 500, 500, 500);
        Instant start = ticker.now();
        assertThrows(ApiException.class, () -> client.call(CloudRequest.get(THINGS)));
        assertEquals(Duration.ofSeconds(1 + 2 + 3), Duration.between(start, ticker.now()));
        assertEquals(4, sent);
    }

    @Test
    void waitsAsLongAsTheProviderAsks() {
        answers(reply(429, Map.of("retry-after", "10")), 200);
        client.call(CloudRequest.get(THINGS));
        assertEquals(Instant.EPOCH.plusSeconds(12), ticker.now());
    }

    @Test
    void comesBackAsOftenAsItIsToldTo() {
        CloudReply later = reply(429, Map.of("retry-after", "5"));
        answers(later, later, later, later, later, 200);
        assertEquals(200, client.callOnce(CloudRequest.get(THINGS)).status());
        answers(later, later, later, later, later, later, later, later, later, later, later);
        Instant start = ticker.now();
        assertThrows(ApiException.class, () -> client.call(CloudRequest.get(THINGS)));
        assertEquals(Duration.ofMinutes(1), Duration.between(start, ticker.now()));
    }

    @Test
    void givesUpWhenTheProviderAsksForMoreThanThereIs() {
        answers(reply(429, Map.of("retry-after", "3600")));
        JmException failure = assertThrows(ApiException.class, () -> client.call(CloudRequest.get(THINGS)));
        assertEquals("error 429", failure.getMessage());
        assertEquals(Instant.EPOCH, ticker.now());
    }

    @Test
    void doesNotRepeatWhatTheProviderRefused() {
        answers(422);
        assertThrows(ApiException.class, () -> client.call(CloudRequest.get(THINGS)));
        assertEquals(1, sent);
    }

    @Test
    void doesNotRepeatAnythingThatMayHaveBeenDoneAlready() {
        answers(new SocketException("reset"));
        CloudRequest request = CloudRequest.get(THINGS);
        assertThrows(AnswerLostException.class, () -> client.callOnce(request));
        answers(503);
        assertThrows(AnswerLostException.class, () -> client.callOnce(request));
        assertEquals(2, sent);
    }

    @Test
    void repeatsWhatWasNotSentOrNotAccepted() {
        answers(new NotSentException(new ConnectException("connection refused")), 429, 200);
        assertEquals(200, client.callOnce(CloudRequest.get(THINGS)).status());
    }

    @Test
    void doesNotRepeatForAHostThatDoesNotExist() {
        answers(new NotSentException(new UnknownHostException("api.example")));
        JmException failure = assertThrows(JmException.class, () -> client.callOnce(CloudRequest.get(THINGS)));
        assertFalse(failure instanceof AnswerLostException);
        assertEquals(
                "GET https://api.example/things: the host api.example is not known (no network?)",
                failure.getMessage());
    }

    @Test
    void tracesWithoutSecrets() {
        answers(500, 200);
        client.call(CloudRequest.get(THINGS));
        assertEquals(
                List.of(
                        "GET https://api.example/things: 500",
                        "GET https://api.example/things: error 500; again in 1000 ms",
                        "GET https://api.example/things: 200"),
                trace);
    }

    @Test
    void aRetryAfterInManyCenturiesEndsTheAttempts() {
        answers(reply(429, Map.of("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")), 200);
        assertThrows(ApiException.class, () -> client.call(CloudRequest.get(THINGS)));
        answers.clear();
        answers(reply(429, Map.of("retry-after", "999999999")), 200);
        assertThrows(ApiException.class, () -> client.call(CloudRequest.get(THINGS)));
        assertEquals(2, sent);
    }

    @Test
    void readsSecondsAndDatesOfRetryAfter() {
        assertEquals(Duration.ofSeconds(7), after("7"));
        assertEquals(Duration.ofSeconds(30), after("Thu, 01 Jan 1970 00:00:30 GMT"));
        for (String odd : List.of("", "-1", "soon", "99999999999", "Thu, 01 Jan 1969 00:00:30 GMT")) {
            assertTrue(after(odd).isZero(), odd);
        }
    }

    private static Duration after(String value) {
        return RetryAfter.of(reply(429, Map.of("retry-after", value)), Instant.EPOCH);
    }
}
