package io.jm.drivers.openstack;

import static io.jm.cloud.CloudRequest.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The requests to Cinder. */
final class Volumes {
    static final String MARK = "jm-id";

    private final OpenStackClient client;

    Volumes(OpenStackClient client) {
        this.client = client;
    }

    /**
     * Makes a volume and returns its id.
     *
     * @param sizeGb in GB
     * @param type empty for the cloud's default
     * @param zone the availability zone; empty for the cloud's choice
     * @param mark by which it is found again
     */
    String create(String name, int sizeGb, String type, String zone, String mark) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode volume = body.putObject("volume");
        if (!zone.isEmpty()) {
            volume.put("availability_zone", zone);
        }
        volume.putObject("metadata").put(MARK, mark);
        volume.put("name", name).put("size", sizeGb);
        if (!type.isEmpty()) {
            volume.put("volume_type", type);
        }
        return client.sendOnce(Service.VOLUME, "/volumes", body, "")
                .path("volume")
                .path("id")
                .asText();
    }

    /** Returns the volumes that were made for a machine. */
    List<JsonNode> marked(String name, String mark) {
        if (mark.isEmpty()) {
            return List.of();
        }
        return client.list(Service.VOLUME, "/volumes/detail?name=" + encoded(name), "volumes").stream()
                .filter(volume -> volume.path("metadata").path(MARK).asText().equals(mark))
                .toList();
    }

    JsonNode volume(String id) {
        return client.get(Service.VOLUME, "/volumes/" + encoded(id)).path("volume");
    }

    void delete(String id) {
        client.delete(Service.VOLUME, "/volumes/" + encoded(id));
    }
}
