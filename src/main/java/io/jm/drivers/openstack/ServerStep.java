package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiException;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the server, once. */
final class ServerStep {
    private static final String TAGS = "2.52";
    private static final String VOLUME_TYPE = "2.67";
    private static final int ATTEMPTS = 3;
    private static final int LOOKS = 3;
    private static final Duration LOOK_DELAY = Duration.ofSeconds(3);

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final String machine;
    private final Map<String, String> metadata;
    private final Ticker ticker;
    private final Runnable save;

    /**
     * Prepares the server.
     *
     * @param metadata of the user
     */
    ServerStep(
            Cloud cloud,
            OpenStackConfig config,
            String machine,
            Map<String, String> metadata,
            Ticker ticker,
            Runnable save) {
        this.cloud = cloud;
        this.config = config;
        this.machine = machine;
        this.metadata = metadata;
        this.ticker = ticker;
        this.save = save;
    }

    /** Makes the server unless it is there, and records its id. Returns whether an answer was lost on the way. */
    boolean run() {
        String microversion = microversion();
        for (int attempt = 1; ; attempt++) {
            try {
                record(cloud.compute().create(body(microversion), microversion));
                return attempt > 1;
            } catch (AnswerLostException e) {
                Server made = look();
                if (made != null) {
                    record(made.id());
                    return true;
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (ApiException e) {
                throw e.getMessage().contains("Multiple possible networks") ? severalNetworks(e) : e;
            }
        }
    }

    private void record(String id) {
        if (id.isEmpty()) {
            throw new JmException("The cloud's answer has no id of the new server");
        }
        config.put(OpenStackConfig.SERVER_ID, id);
        save.run();
    }

    private @Nullable Server look() {
        for (int look = 0; look < LOOKS; look++) {
            ticker.sleep(LOOK_DELAY);
            List<Server> made = marked(cloud, config, machine);
            if (!made.isEmpty()) {
                return made.get(0);
            }
        }
        return null;
    }

    /** Returns the servers that were made for this machine. */
    static List<Server> marked(Cloud cloud, OpenStackConfig config, String machine) {
        String mark = config.text(OpenStackConfig.MARK);
        if (mark.isEmpty()) {
            return List.of();
        }
        return cloud.compute().named(machine).stream()
                .filter(server -> server.json()
                        .path("metadata")
                        .path(Volumes.MARK)
                        .asText()
                        .equals(mark))
                .toList();
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
    private ObjectNode body(String microversion) {
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
