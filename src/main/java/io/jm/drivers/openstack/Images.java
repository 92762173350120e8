package io.jm.drivers.openstack;

import static io.jm.cloud.CloudRequest.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The requests to Glance. */
final class Images {
    private final OpenStackClient client;

    Images(OpenStackClient client) {
        this.client = client;
    }

    /** Returns the images of a name that can be used. */
    List<JsonNode> named(String name) {
        return client.list(Service.IMAGE, "/images?name=" + encoded(name) + "&status=active", "images");
    }

    JsonNode image(String id) {
        return client.get(Service.IMAGE, "/images/" + encoded(id));
    }
}
