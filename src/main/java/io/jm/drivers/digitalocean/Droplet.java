package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.driver.MachineState;
import io.jm.text.IpAddress;
import java.time.Instant;

/**
 * A virtual machine, as the provider describes it.
 *
 * @param status new, active, off or archive
 * @param address the public IPv4 address; empty if it has none yet
 * @param created the provider's time
 * @param locked whether an action is running on it, during which others are refused
 */
record Droplet(long id, String name, String status, String address, Instant created, boolean locked) {
    static Droplet of(JsonNode droplet) {
        return new Droplet(
                droplet.path("id").asLong(),
                droplet.path("name").asText(""),
                droplet.path("status").asText(""),
                publicAddress(droplet.path("networks").path("v4")),
                Times.of(droplet.path("created_at")),
                droplet.path("locked").asBoolean());
    }

    /** The last one, as docker-machine takes it; private addresses are in the same list. */
    private static String publicAddress(JsonNode networks) {
        String address = "";
        for (JsonNode network : networks) {
            String candidate = network.path("ip_address").asText("");
            if (network.path("type").asText("").equals("public") && IpAddress.isV4(candidate)) {
                address = candidate;
            }
        }
        return address;
    }

    MachineState state() {
        return switch (status) {
            case "new" -> MachineState.STARTING;
            case "active" -> MachineState.RUNNING;
            case "off" -> MachineState.STOPPED;
            default -> MachineState.NONE;
        };
    }
}
