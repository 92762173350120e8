package io.jm.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jm.go.json.JsonReader;
import io.jm.go.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The response of a provider's API; untrusted.
 *
 * @param headers by name in lower case
 * @param body complete
 */
public record CloudReply(int status, Map<String, String> headers, byte[] body) {
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Returns a header, or empty. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the JSON document; a missing node if the body is empty or not JSON. */
    public JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : JsonReader.read(body);
        } catch (JsonSyntaxException e) {
            return MissingNode.getInstance();
        }
    }

    /** Returns the time at which the server sent the response; null if it did not say. */
    public @Nullable Instant date() {
        return date("Date");
    }

    /** Returns a header that has a date (RFC 9110, section 5.6.7); null if it has none. */
    @Nullable
    Instant date(String name) {
        try {
            String date = header(name).strip();
            return date.isEmpty() ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
