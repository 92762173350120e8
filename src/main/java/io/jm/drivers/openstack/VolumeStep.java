package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.AnswerLostException;
import io.jm.cloud.ApiException;
import io.jm.cloud.Poll;
import io.jm.text.Excerpt;
import java.time.Duration;
import java.util.List;

/** Attaches the additional volume to the server: a new one, or one of the user's. */
final class VolumeStep {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final String machine;
    private final Ticker ticker;
    private final Runnable save;

    VolumeStep(Cloud cloud, OpenStackConfig config, String machine, Ticker ticker, Runnable save) {
        this.cloud = cloud;
        this.config = config;
        this.machine = machine;
        this.ticker = ticker;
        this.save = save;
    }

    /** Whether an additional volume is to be made, if there is none yet. */
    static boolean isWanted(OpenStackConfig config) {
        return !config.isSet(OpenStackConfig.BOOT_VOLUME) && config.number(OpenStackConfig.VOLUME_SIZE) > 0;
    }

    void run() {
        if (config.isSet(OpenStackConfig.BOOT_VOLUME)) {
            return;
        }
        if (!config.has(OpenStackConfig.VOLUME_ID)) {
            if (config.number(OpenStackConfig.VOLUME_SIZE) == 0) {
                return;
            }
            make();
        }
        attach();
    }

    /** Records the volume that an earlier run made, if there is one. */
    void adopt() {
        if (isWanted(config) && !config.has(OpenStackConfig.VOLUME_ID)) {
            marked(cloud, config, machine).stream()
                    .map(volume -> volume.path("id").asText())
                    .findFirst()
                    .ifPresent(this::record);
        }
    }

    private void make() {
        String id;
        try {
            id = cloud.volumes()
                    .create(
                            name(config, machine),
                            config.number(OpenStackConfig.VOLUME_SIZE),
                            config.text(OpenStackConfig.VOLUME_TYPE),
                            config.text(OpenStackConfig.AVAILABILITY_ZONE),
                            config.text(OpenStackConfig.MARK));
        } catch (AnswerLostException e) {
            ticker.sleep(DELAY);
            id = marked(cloud, config, machine).stream()
                    .map(volume -> volume.path("id").asText())
                    .findFirst()
                    .orElseThrow(() -> e);
        }
        if (id.isEmpty()) {
            throw new JmException("The cloud's answer has no id of the new volume");
        }
        record(id);
    }

    private void record(String id) {
        config.put(OpenStackConfig.VOLUME_ID, id);
        config.put(OpenStackConfig.VOLUME_OWNED, true);
        save.run();
    }

    private static String name(OpenStackConfig config, String machine) {
        return config.has(OpenStackConfig.VOLUME_NAME) ? config.text(OpenStackConfig.VOLUME_NAME) : machine;
    }

    /** Returns the volumes that were made for this machine. */
    static List<JsonNode> marked(Cloud cloud, OpenStackConfig config, String machine) {
        return cloud.volumes().marked(name(config, machine), config.text(OpenStackConfig.MARK));
    }

    private void attach() {
        String id = config.text(OpenStackConfig.VOLUME_ID);
        String server = config.text(OpenStackConfig.SERVER_ID);
        Volumes volumes = cloud.volumes();
        JsonNode volume = new Poll(ticker, TIMEOUT, Duration.ZERO, DELAY)
                .until(
                        () -> {
                            JsonNode now = volumes.volume(id);
                            return status(now).equals("creating") ? null : now;
                        },
                        "The volume " + Excerpt.line(id) + " is not ready after " + TIMEOUT.toSeconds() + " s");
        if (isAttached(volume, server)) {
            return;
        }
        if (!status(volume).equals("available")) {
            throw new JmException(
                    "The volume " + Excerpt.line(id) + " cannot be attached: it is " + Excerpt.line(status(volume)));
        }
        try {
            cloud.compute().attach(server, id, config.text(OpenStackConfig.VOLUME_DEVICE));
        } catch (ApiException e) {
            if (!isAttached(volumes.volume(id), server)) {
                throw e;
            }
            // it was sent twice, since the first answer was lost
        }
    }

    private static String status(JsonNode volume) {
        return volume.path("status").asText();
    }

    private static boolean isAttached(JsonNode volume, String server) {
        for (JsonNode attachment : volume.path("attachments")) {
            if (attachment.path("server_id").asText().equals(server)) {
                return true;
            }
        }
        return false;
    }
}
