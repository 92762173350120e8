package io.jm.drivers.openstack;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.ApiDialect;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.RetryAfter;
import io.jm.text.Excerpt;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The errors of OpenStack's services, worded as docker-machine's library does. Requests have their token already. */
final class OpenStackDialect implements ApiDialect {
    private static final int SEVERAL_VERSIONS = 300;

    private static final String WRONG_ADDRESS =
            "this does not come from the service itself; the address may be wrong, or a proxy answered";

    private final Ticker ticker;

    OpenStackDialect(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public CloudRequest authorize(CloudRequest request) {
        return request;
    }

    @Override
    public @Nullable ApiException failure(CloudRequest request, CloudReply reply) {
        if (reply.isSuccess() || reply.status() == SEVERAL_VERSIONS) {
            return null;
        }
        ErrorBody error = ErrorBody.of(reply);
        String first = "Expected HTTP response code [" + expected(request) + "] when accessing [" + request.method()
                + " " + Excerpt.line(request.uri().toString()) + "], but got " + reply.status() + " instead";
        Duration asked = RetryAfter.of(reply, ticker.now());
        Kind kind = kind(reply, error, asked);
        // the message of a wrong address would read as if the thing itself were gone
        String second = reply.status() == 404 && kind != Kind.NOT_FOUND ? WRONG_ADDRESS : error.message();
        String message = second.isEmpty() ? first : first + "\n" + second;
        return new ApiException(message, kind, reply.status(), error.code(), asked);
    }

    /** The codes that docker-machine's library expects. */
    private static String expected(CloudRequest request) {
        String path = request.uri().getPath();
        return switch (request.method()) {
            case "GET" -> {
                boolean list =
                        path.matches(".*/(detail|networks|ports|floatingips|security-groups|images|os-server-groups)");
                yield list ? "200 204" : path.contains("/servers/") ? "200 203" : "200";
            }
            case "POST" -> path.endsWith("/os-keypairs") ? "200" : "201 202";
            case "DELETE" -> "202 204";
            default -> "200";
        };
    }

    private static Kind kind(CloudReply reply, ErrorBody error, Duration asked) {
        String code = error.code().toLowerCase(Locale.ROOT).replace(" ", "");
        return switch (reply.status()) {
            case 401 -> Kind.CREDENTIALS;
            case 403 ->
                error.message().contains("Quota") || error.message().contains("quota") ? Kind.NO_CAPACITY : Kind.DENIED;
            // a page of a proxy, or the answer of a wrong address, does not say that something is gone
            case 404 -> code.endsWith("notfound") ? Kind.NOT_FOUND : Kind.OTHER;
            case 409 -> code.startsWith("overquota") ? Kind.NO_CAPACITY : Kind.EXISTS;
            case 413 -> asked.isZero() ? Kind.NO_CAPACITY : Kind.THROTTLED;
            case 429 -> Kind.THROTTLED;
            case 500, 502, 503, 504 -> Kind.TEMPORARY;
            default -> Kind.OTHER;
        };
    }

    @Override
    public JmException unreachable(CloudRequest request, IOException failure) {
        return new JmException(ApiDialect.goMessage(request, failure), failure);
    }
}
