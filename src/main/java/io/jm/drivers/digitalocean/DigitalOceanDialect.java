package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.Ticker;
import io.jm.cloud.ApiDialect;
import io.jm.cloud.ApiException;
import io.jm.cloud.ApiException.Kind;
import io.jm.cloud.CloudReply;
import io.jm.cloud.CloudRequest;
import io.jm.cloud.RetryAfter;
import io.jm.go.text.GoQuote;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The API's bearer token and its errors, with the texts of docker-machine: {@code METHOD URL: STATUS MESSAGE}. */
final class DigitalOceanDialect implements ApiDialect {
    private final Token token;
    private final Ticker ticker;

    DigitalOceanDialect(Token token, Ticker ticker) {
        this.token = token;
        this.ticker = ticker;
    }

    @Override
    public CloudRequest authorize(CloudRequest request) {
        return request.with("Authorization", "Bearer " + token.value());
    }

    @Override
    public @Nullable ApiException failure(CloudRequest request, CloudReply reply) {
        if (reply.isSuccess()) {
            return null;
        }
        JsonNode body = reply.json();
        String message = Excerpt.line(body.path("message").asText(""));
        String id = Excerpt.line(body.path("request_id").asText(""));
        String text = request + ": " + reply.status() + (id.isEmpty() ? "" : " (request " + GoQuote.quote(id) + ")")
                + " " + (message.isEmpty() ? reason(reply.status()) : message);
        String code = body.path("id").asText("");
        Kind kind = kind(reply.status(), code, message);
        return new ApiException(
                text.strip(), kind, reply.status(), code, kind == Kind.THROTTLED ? delay(reply) : Duration.ZERO);
    }

    /** A 404 counts only with the API's own name of the error: a proxy or another server knows nothing of the account. */
    private static Kind kind(int status, String code, String message) {
        return switch (status) {
            case 401 -> Kind.CREDENTIALS;
            case 403 -> Kind.DENIED;
            case 404 -> code.equals("not_found") ? Kind.NOT_FOUND : Kind.OTHER;
            case 422 -> message.contains("already in use") ? Kind.EXISTS : Kind.OTHER;
            case 429 -> Kind.THROTTLED;
            case 500, 502, 503, 504 -> Kind.TEMPORARY;
            default -> Kind.OTHER;
        };
    }

    /** The limit of a minute is reported in {@code retry-after}, that of an hour in {@code ratelimit-reset} only. */
    private Duration delay(CloudReply reply) {
        Duration asked = RetryAfter.of(reply, ticker.now());
        String reset = reply.header("ratelimit-reset");
        if (!asked.isZero() || !reset.matches("\\d{1,11}")) {
            return asked;
        }
        Instant date = reply.date();
        Duration rest =
                Duration.between(date == null ? ticker.now() : date, Instant.ofEpochSecond(Long.parseLong(reset)));
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    /** The phrases of RFC 9110, for gateways that answer with a page of their own. */
    private static String reason(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "";
        };
    }
}
