package io.jm.cloud;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** Calls a provider's API, again where that helps and does no harm. */
public final class ApiClient {
    private final Transport transport;
    private final ApiDialect dialect;
    private final RetryPolicy policy;
    private final Ticker ticker;
    private final Consumer<String> trace;
    private final DoubleSupplier random;

    /**
     * Makes a client.
     *
     * @param trace where a line for each request goes, without headers and bodies, which contain secrets
     */
    public ApiClient(
            Transport transport, ApiDialect dialect, RetryPolicy policy, Ticker ticker, Consumer<String> trace) {
        this(
                transport,
                dialect,
                policy,
                ticker,
                trace,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    ApiClient(
            Transport transport,
            ApiDialect dialect,
            RetryPolicy policy,
            Ticker ticker,
            Consumer<String> trace,
            DoubleSupplier random) {
        this.transport = transport;
        this.dialect = dialect;
        this.policy = policy;
        this.ticker = ticker;
        this.trace = trace;
        this.random = random;
    }

    /** Returns a client for the same API that repeats in another way. */
    public ApiClient with(RetryPolicy other) {
        return new ApiClient(transport, dialect, other, ticker, trace, random);
    }

    /**
     * Sends a request that may be carried out twice without harm.
     *
     * @throws ApiException with the provider's error
     * @throws JmException if no answer came
     */
    public CloudReply call(CloudRequest request) {
        return call(request, true);
    }

    /**
     * Sends a request that must not be carried out twice: it is repeated only after answers that say that it was not.
     *
     * @throws ApiException with the provider's error
     * @throws AnswerLostException if the request was sent and no answer came
     * @throws JmException if it could not be sent
     */
    public CloudReply callOnce(CloudRequest request) {
        return call(request, false);
    }

    private static boolean isThrottled(JmException failure) {
        return failure instanceof ApiException error && error.is(ApiException.Kind.THROTTLED);
    }

    private CloudReply call(CloudRequest request, boolean repeatable) {
        long end = ticker.nanos() + policy.total().toNanos();
        for (int retry = 0; ; retry++) {
            Duration asked = Duration.ZERO;
            JmException failure;
            boolean again;
            try {
                CloudReply reply = transport.send(dialect.authorize(request));
                trace.accept(request + ": " + reply.status());
                ApiException error = dialect.failure(request, reply);
                if (error == null) {
                    return reply;
                }
                failure = error;
                asked = error.retryAfter();
                again = isThrottled(error) || (repeatable && error.is(ApiException.Kind.TEMPORARY));
                if (!repeatable && error.is(ApiException.Kind.TEMPORARY)) {
                    // a gateway's error does not tell whether the request arrived
                    failure = new AnswerLostException(error);
                }
            } catch (NotSentException e) {
                failure = dialect.unreachable(request, e);
                again = !e.isPermanent();
            } catch (IOException e) {
                failure = dialect.unreachable(request, e);
                failure = repeatable ? failure : new AnswerLostException(failure);
                again = repeatable;
            }
            Duration delay = policy.delay(retry, asked, random);
            // who is told when to come back is limited by the time only: the limit is shared with other machines
            boolean counted = asked.isZero() || !isThrottled(failure);
            if (!again || (counted && retry >= policy.retries()) || ticker.nanos() + delay.toNanos() - end > 0) {
                throw failure;
            }
            trace.accept(request + ": " + failure.getMessage() + "; again in " + delay.toMillis() + " ms");
            ticker.sleep(delay);
        }
    }
}
