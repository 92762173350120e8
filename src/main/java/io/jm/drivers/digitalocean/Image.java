package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An image for droplets.
 *
 * @param slug empty for images of the account
 * @param minDiskGb the smallest disk that it fits on; 0 if not known
 * @param inRegion whether it is in the region for which it was asked
 */
record Image(String slug, String distribution, long minDiskGb, boolean inRegion, boolean available) {
    static Image of(JsonNode image, String region) {
        return new Image(
                image.path("slug").asText(""),
                image.path("distribution").asText(""),
                image.path("min_disk_size").asLong(),
                Texts.contains(image.path("regions"), region),
                image.path("status").asText("available").equals("available"));
    }
}
