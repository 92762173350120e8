package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.cloud.ApiException;
import io.jm.text.Excerpt;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the server, once. */
final class ServerStep {
    private static final String TAGS = "2.52";
    private static final String VOLUME_TYPE = "2.67";

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final Marked marked;
    private final MakeOnce once;
    private final Runnable save;

    ServerStep(Cloud cloud, OpenStackConfig config, Marked marked, MakeOnce once, Runnable save) {
        this.cloud = cloud;
        this.config = config;
        this.marked = marked;
        this.once = once;
        this.save = save;
    }

    /**
     * Makes the server and records its id.
     *
     * @param metadata of the user
     */
    void run(String machine, Map<String, String> metadata) {
        String microversion = microversion();
        try {
            record(once.run(
                    Thing.SERVER,
                    () -> known(cloud.compute().create(body(machine, metadata, microversion), microversion)),
                    this::made));
        } catch (ApiException e) {
            throw e.getMessage().contains("Multiple possible networks") ? severalNetworks(e) : e;
        }
    }

    /** Records the server that an earlier run made without getting the answer, if there is one. */
    void adopt() {
        String id = once.find(Thing.SERVER, this::made);
        if (id != null) {
            record(id);
        }
    }

    private static @Nullable String known(String id) {
        return id.isEmpty() ? null : id;
    }

    private @Nullable String made() {
        List<Server> servers = marked.servers();
        return servers.isEmpty() ? null : servers.get(0).id();
    }

    private void record(String id) {
        config.put(OpenStackConfig.SERVER_ID, id);
        save.run();
    }

    private JmException severalNetworks(ApiException e) {
        try {
            List<String> names = cloud.network().networks().stream()
                    .filter(network -> !network.path("router:external").asBoolean())
                    .map(network -> Excerpt.line(network.path("name").asText()))
                    .toList();
            return new JmException(
                    e.getMessage() + "\nThe project's networks: " + String.join(", ", names) + "; choose one with --"
                            + OpenStackFlags.NET_NAME,
                    e);
        } catch (ApiException other) {
            return e;
        }
    }

    /** From 2.37 on a network must be named, and one would be made if there is none. */
    private String microversion() {
        if (isTypedVolume()) {
            return VOLUME_TYPE;
        }
        if (!config.has(OpenStackConfig.NETWORK_ID)) {
            return "";
        }
        try {
            return isAtLeast(cloud.compute().maxMicroversion(), TAGS) ? TAGS : "";
        } catch (ApiException e) {
            // only the tags are missing then
            return "";
        }
    }

    private boolean isTypedVolume() {
        return config.isSet(OpenStackConfig.BOOT_VOLUME) && config.has(OpenStackConfig.VOLUME_TYPE);
    }

    static boolean isAtLeast(String version, String wanted) {
        return version.matches("2\\.\\d{1,4}")
                && Integer.parseInt(version.substring(2)) >= Integer.parseInt(wanted.substring(2));
    }

    /** The keys are in the order of docker-machine's library, which sorts them. */
    private ObjectNode body(String machine, Map<String, String> metadata, String microversion) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (config.has(OpenStackConfig.SERVER_GROUP_ID)) {
            root.putObject("os:scheduler_hints").put("group", config.text(OpenStackConfig.SERVER_GROUP_ID));
        }
        ObjectNode server = root.putObject("server");
        if (config.has(OpenStackConfig.AVAILABILITY_ZONE)) {
            server.put("availability_zone", config.text(OpenStackConfig.AVAILABILITY_ZONE));
        }
        boolean volume = config.isSet(OpenStackConfig.BOOT_VOLUME);
        if (volume) {
            server.putArray("block_device_mapping_v2").add(bootVolume());
        }
        if (config.isSet(OpenStackConfig.CONFIG_DRIVE)) {
            server.put("config_drive", "true");
        }
        server.put("flavorRef", config.text(OpenStackConfig.FLAVOR_ID));
        server.put("imageRef", volume ? "" : config.text(OpenStackConfig.IMAGE_ID));
        server.put("key_name", config.text(OpenStackConfig.KEY_PAIR));
        Map<String, String> all = new TreeMap<>(metadata);
        all.put(Volumes.MARK, config.text(OpenStackConfig.MARK));
        ObjectNode pairs = server.putObject("metadata");
        all.forEach(pairs::put);
        server.put("name", machine);
        if (config.has(OpenStackConfig.NETWORK_ID)) {
            server.putArray("networks").addObject().put("uuid", config.text(OpenStackConfig.NETWORK_ID));
        } else if (!microversion.isEmpty()) {
            server.put("networks", "auto");
        }
        if (!config.securityGroups().isEmpty()) {
            ArrayNode groups = server.putArray("security_groups");
            config.securityGroups().forEach(name -> groups.addObject().put("name", name));
        }
        if (!microversion.isEmpty()) {
            server.putArray("tags").add("jm").add("jm:" + config.text(OpenStackConfig.MARK));
        }
        if (config.has(OpenStackConfig.USER_DATA)) {
            server.put("user_data", config.text(OpenStackConfig.USER_DATA));
        }
        return root;
    }

    private JsonNode bootVolume() {
        ObjectNode device = JsonNodeFactory.instance.objectNode();
        device.put("boot_index", 0);
        device.put("delete_on_termination", true);
        device.put("destination_type", "volume");
        device.put("source_type", "image");
        device.put("uuid", config.text(OpenStackConfig.IMAGE_ID));
        device.put("volume_size", config.number(OpenStackConfig.VOLUME_SIZE));
        if (isTypedVolume()) {
            device.put("volume_type", config.text(OpenStackConfig.VOLUME_TYPE));
        }
        return device;
    }
}
