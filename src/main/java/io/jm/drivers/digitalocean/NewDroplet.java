package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A droplet that is being made.
 *
 * @param action the number of the action that makes it; 0 if not known
 */
record NewDroplet(long id, long action) {
    static NewDroplet of(long id, JsonNode document) {
        long action = 0;
        for (JsonNode link : document.path("links").path("actions")) {
            if (link.path("rel").asText("").equals("create")) {
                action = link.path("id").asLong();
            }
        }
        return new NewDroplet(id, action);
    }
}
