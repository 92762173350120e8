package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cloud.ApiException;
import io.jm.text.Excerpt;
import java.util.List;

/** Finds what was made for a machine by the mark that it carries, whether its id is on record or not. */
final class Marked {
    private final Cloud cloud;
    private final OpenStackConfig config;
    private final String machine;

    Marked(Cloud cloud, OpenStackConfig config, String machine) {
        this.cloud = cloud;
        this.config = config;
        this.machine = machine;
    }

    private String mark() {
        return config.text(OpenStackConfig.MARK);
    }

    /** The name of a new additional volume. */
    String volumeName() {
        return config.has(OpenStackConfig.VOLUME_NAME) ? config.text(OpenStackConfig.VOLUME_NAME) : machine;
    }

    /** The description of a new floating address. */
    String addressDescription() {
        return "jm " + machine + " " + mark();
    }

    List<Server> servers() {
        if (mark().isEmpty()) {
            return List.of();
        }
        return cloud.compute().named(machine).stream()
                .filter(server -> server.json()
                        .path("metadata")
                        .path(Volumes.MARK)
                        .asText()
                        .equals(mark()))
                .toList();
    }

    List<JsonNode> volumes() {
        return cloud.volumes().marked(volumeName(), mark());
    }

    /** Those of Nova carry no mark. */
    List<JsonNode> addresses() {
        if (mark().isEmpty() || !config.has(OpenStackConfig.POOL_ID) || config.isSet(OpenStackConfig.NOVA_NETWORK)) {
            return List.of();
        }
        return cloud.network().floatingAddresses(config.text(OpenStackConfig.POOL_ID), cloud.projectId()).stream()
                .filter(address -> address.path("description").asText().equals(addressDescription()))
                .toList();
    }

    /** Returns the ids of the things with the mark; a key pair's is its name, which no other has. */
    List<String> ids(Thing thing) {
        return switch (thing) {
            case KEY_PAIR -> keyPairs();
            case SERVER -> servers().stream().map(Server::id).toList();
            case VOLUME -> ids(volumes());
            case ADDRESS -> ids(addresses());
        };
    }

    private static List<String> ids(List<JsonNode> nodes) {
        return nodes.stream().map(node -> node.path("id").asText()).toList();
    }

    private List<String> keyPairs() {
        String name = config.text(OpenStackConfig.KEY_PAIR);
        return ApiException.ifFound(() -> cloud.compute().keyPair(name)) == null ? List.of() : List.of(name);
    }

    /** Returns a message about what did not appear, by which the user can look for it later. */
    String missing(Thing thing) {
        String what = switch (thing) {
            case KEY_PAIR -> "a key pair " + Excerpt.line(config.text(OpenStackConfig.KEY_PAIR));
            case SERVER -> "a server " + machine + " with the metadata " + Volumes.MARK + "=" + mark();
            case VOLUME ->
                "a volume " + Excerpt.line(volumeName()) + " with the metadata " + Volumes.MARK + "=" + mark();
            case ADDRESS ->
                config.isSet(OpenStackConfig.NOVA_NETWORK)
                        ? "a floating address of the pool " + Excerpt.line(config.text(OpenStackConfig.POOL))
                                + ", which has no mark"
                        : "a floating address with the description \"" + addressDescription() + "\"";
        };
        return "The answer to a request was lost, and what it makes has not appeared: " + Excerpt.line(what);
    }
}
