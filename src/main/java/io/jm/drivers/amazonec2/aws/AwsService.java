package io.jm.drivers.amazonec2.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiClient;
import io.jm.cloud.ApiException;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.RetryPolicy;
import io.jm.go.json.GoJsonWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One service of AWS, such as EC2 in one region. */
public final class AwsService {
    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(20);
    private static final Duration TOTAL = Duration.ofMinutes(5);

    private final URI endpoint;
    private final ServerClock clock;
    private final ApiClient client;
    private final BooleanSupplier otherCredentials;

    /**
     * Makes a client.
     *
     * @param name the service's name in signatures
     * @param retries how often a request is repeated after a failure that may pass
     * @param credentials asked for each request; null if requests are not signed
     * @param otherCredentials called when they are refused; whether there are others now
     */
    public AwsService(
            Surroundings surroundings,
            String name,
            String region,
            URI endpoint,
            int retries,
            Supplier<@Nullable AwsCredentials> credentials,
            BooleanSupplier otherCredentials) {
        this.endpoint = endpoint;
        this.clock = new ServerClock(surroundings.ticker());
        this.otherCredentials = otherCredentials;
        this.client = new ApiClient(
                surroundings.internet(),
                new AwsDialect(new Signer(name, region), clock, credentials),
                new RetryPolicy(Math.max(0, retries), FIRST_DELAY, MAX_DELAY, TOTAL),
                surroundings.ticker(),
                line -> surroundings.trace().accept(name + ": " + line));
    }

    /**
     * Sends a call of the Query protocol, which may be carried out twice without harm.
     *
     * @throws ApiException with the service's error
     * @throws JmException if no answer came
     */
    public XmlNode call(Query query) {
        return XmlNode.read(attempt(form(query), client::call).body());
    }

    /**
     * Sends a call that must not be carried out twice.
     *
     * @throws AnswerLostException if it may have been carried out
     */
    public XmlNode callOnce(Query query) {
        return XmlNode.read(attempt(form(query), client::callOnce).body());
    }

    /** Sends a call of the protocol "AWS JSON 1.1". */
    public JsonNode callJson(String target, JsonNode parameters) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("X-Amz-Target", target);
        byte[] body = GoJsonWriter.compact(parameters).getBytes(StandardCharsets.UTF_8);
        return attempt(new CloudRequest("POST", endpoint, headers, body), client::call)
                .json();
    }

    private CloudRequest form(Query query) {
        return new CloudRequest(
                "POST",
                endpoint,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                query.form().getBytes(StandardCharsets.UTF_8));
    }

    private interface Attempt {
        CloudReply send(CloudRequest request);
    }

    private CloudReply attempt(CloudRequest request, Attempt attempt) {
        boolean replaced = false;
        while (true) {
            try {
                return attempt.send(request);
            } catch (ApiException e) {
                if (!e.is(ApiException.Kind.CREDENTIALS)) {
                    throw e;
                }
                if (clock.correct()) {
                    continue;
                }
                if (replaced || !otherCredentials.getAsBoolean()) {
                    throw hinted(e);
                }
                replaced = true;
            }
        }
    }

    private ApiException hinted(ApiException e) {
        return clock.hint().isEmpty()
                ? e
                : new ApiException(e.getMessage() + clock.hint(), e.kind(), e.status(), e.code(), e.retryAfter());
    }
}
