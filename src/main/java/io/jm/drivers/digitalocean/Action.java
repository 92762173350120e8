package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that the provider does with a droplet.
 *
 * @param type such as {@code power_on}
 * @param status in-progress, completed or errored
 * @param started the provider's time
 */
record Action(long id, String type, String status, Instant started) {
    static Action of(JsonNode action) {
        return new Action(
                action.path("id").asLong(),
                action.path("type").asText(""),
                action.path("status").asText(""),
                Times.of(action.path("started_at")));
    }

    boolean isCompleted() {
        return status.equals("completed");
    }

    boolean isErrored() {
        return status.equals("errored");
    }
}
