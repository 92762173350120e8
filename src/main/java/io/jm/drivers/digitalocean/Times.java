package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Times in the provider's answers. */
final class Times {
    private Times() {}

    /** Returns the time; that of the epoch if it is missing or none. */
    static Instant of(JsonNode time) {
        try {
            return Instant.parse(time.asText(""));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }
}
