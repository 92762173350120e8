package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A size of droplets.
 *
 * @param diskGb the size of its disk
 * @param usable whether it is offered in the region for which it was asked
 */
record Size(String slug, long diskGb, boolean usable) {
    static Size of(JsonNode size, String region) {
        return new Size(
                size.path("slug").asText(""),
                size.path("disk").asLong(),
                size.path("available").asBoolean() && Texts.contains(size.path("regions"), region));
    }
}
