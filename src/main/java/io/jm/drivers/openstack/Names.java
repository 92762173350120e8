package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.text.Excerpt;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Finds everything that the user named at the cloud, records the ids, and checks what can be checked before anything is made. */
final class Names {
    private final Cloud cloud;
    private final OpenStackConfig config;
    private JsonNode flavor = MissingNode.getInstance();
    private JsonNode image = MissingNode.getInstance();

    Names(Cloud cloud, OpenStackConfig config) {
        this.cloud = cloud;
        this.config = config;
    }

    /** Records the ids that are not recorded yet; asks nothing if there are none. */
    void resolve() {
        network();
        flavor();
        image();
        pool();
        serverGroup();
        if (!config.has("TenantId")) {
            config.put("TenantId", cloud.projectId());
        }
    }

    /** Also checks what is not needed to make a server, but would make it fail. */
    void check() {
        cloud.projectId();
        resolve();
        fit();
        securityGroups();
    }

    private void network() {
        if (config.has(OpenStackConfig.NETWORK_ID) || !isNeutron(OpenStackConfig.NETWORK_NAME)) {
            return;
        }
        String name = config.text(OpenStackConfig.NETWORK_NAME);
        Network network = cloud.network();
        put(OpenStackConfig.NETWORK_ID, new Choice("network", name).of(network.networks(name), network::network));
    }

    private boolean isNeutron(String key) {
        return config.has(key) && !config.isSet(OpenStackConfig.NOVA_NETWORK);
    }

    private void put(String key, JsonNode thing) {
        String id = thing.path("id").asText();
        if (id.isEmpty()) {
            throw new JmException("The cloud's answer has no id for " + key);
        }
        config.put(key, id);
    }

    private void flavor() {
        if (config.has(OpenStackConfig.FLAVOR_ID)) {
            return;
        }
        String name = config.text(OpenStackConfig.FLAVOR_NAME);
        List<JsonNode> flavors = cloud.compute().flavors();
        Choice choice = new Choice("flavor", name);
        List<JsonNode> named = choice.named(flavors);
        if (named.size() > 1) {
            throw choice.ambiguous();
        }
        flavor = named.isEmpty() ? flavorById(flavors, name) : named.get(0);
        put(OpenStackConfig.FLAVOR_ID, flavor);
    }

    private static JsonNode flavorById(List<JsonNode> flavors, String id) {
        return flavors.stream()
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new JmException("Unable to find flavor named " + Excerpt.line(id)));
    }

    private void image() {
        if (config.has(OpenStackConfig.IMAGE_ID)) {
            return;
        }
        String name = config.text(OpenStackConfig.IMAGE_NAME);
        Choice choice = new Choice("image", name);
        List<JsonNode> named = choice.named(cloud.images().named(name));
        image = named.isEmpty() ? choice.orById(cloud.images()::image) : newest(named);
        put(OpenStackConfig.IMAGE_ID, image);
    }

    /** Images are replaced by newer ones of their name; the project's own count first. */
    private JsonNode newest(List<JsonNode> images) {
        Comparator<JsonNode> byOwner =
                Comparator.comparing(one -> one.path("owner").asText().equals(cloud.projectId()));
        return images.stream()
                .max(byOwner.thenComparing(one -> one.path("created_at").asText()))
                .orElseThrow();
    }

    private void pool() {
        if (config.has(OpenStackConfig.POOL_ID) || !isNeutron(OpenStackConfig.POOL)) {
            return;
        }
        String name = config.text(OpenStackConfig.POOL);
        Network network = cloud.network();
        JsonNode pool = new Choice("network", name).of(network.networks(name), network::network);
        if (!pool.path("router:external").asBoolean()) {
            throw new JmException("The network " + Excerpt.line(name)
                    + " is not external; floating addresses come from external networks only");
        }
        put(OpenStackConfig.POOL_ID, pool);
    }

    private void serverGroup() {
        if (config.has(OpenStackConfig.SERVER_GROUP_ID) || !config.has(OpenStackConfig.SERVER_GROUP_NAME)) {
            return;
        }
        String name = config.text(OpenStackConfig.SERVER_GROUP_NAME);
        List<JsonNode> groups = cloud.compute().serverGroups();
        put(OpenStackConfig.SERVER_GROUP_ID, new Choice("server group", name).of(groups, id -> byId(groups, id)));
    }

    private static JsonNode byId(List<JsonNode> groups, String id) {
        return groups.stream()
                .filter(one -> one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> new JmException("Unable to find server group named " + Excerpt.line(id)));
    }

    /** The hypervisor would refuse an image that is larger than the flavor, minutes later. */
    private void fit() {
        if (flavor.isMissingNode()) {
            flavor = byFlag("flavor", config.text(OpenStackConfig.FLAVOR_ID), cloud.compute()::flavor);
        }
        if (image.isMissingNode()) {
            image = byFlag("image", config.text(OpenStackConfig.IMAGE_ID), cloud.images()::image);
        }
        require("memory", flavor.path("ram").asLong(), image.path("min_ram").asLong(), "MB");
        if (!config.isSet(OpenStackConfig.BOOT_VOLUME)) {
            // a disk of 0 has the size of the image
            long disk = flavor.path("disk").asLong();
            require(
                    "disk",
                    disk == 0 ? Long.MAX_VALUE : disk,
                    image.path("min_disk").asLong(),
                    "GB");
        } else {
            long disk = config.number(OpenStackConfig.VOLUME_SIZE);
            require("boot volume", disk, image.path("min_disk").asLong(), "GB");
        }
    }

    private static JsonNode byFlag(String kind, String id, Function<String, JsonNode> ask) {
        try {
            return ask.apply(id);
        } catch (ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
            throw new JmException(
                    "There is no " + kind + " with the id " + Excerpt.line(id) + "\n" + e.getMessage(), e);
        }
    }

    private static void require(String what, long size, long needed, String unit) {
        if (size < needed) {
            throw new JmException("The image needs a " + what + " of " + needed + " " + unit + ", and there are " + size
                    + " " + unit);
        }
    }

    private void securityGroups() {
        if (config.isSet(OpenStackConfig.NOVA_NETWORK)) {
            return;
        }
        Network network = cloud.network();
        for (String name : config.securityGroups()) {
            List<JsonNode> found = network.securityGroups(name, cloud.projectId());
            try {
                new Choice("security group", name).of(found, network::securityGroup);
            } catch (ApiException e) {
                throw e;
            } catch (JmException e) {
                // Nova's own words for a group that is unknown
                throw found.isEmpty()
                        ? new JmException(
                                "Unable to find security_group with name or id '" + Excerpt.line(name) + "'", e)
                        : e;
            }
        }
    }
}
