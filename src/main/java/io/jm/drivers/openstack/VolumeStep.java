package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.ApiException;
import io.jm.cloud.Poll;
import io.jm.text.Excerpt;
import java.time.Duration;

/** Attaches the additional volume to the server: a new one, or one of the user's. */
final class VolumeStep {
    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration DELAY = Duration.ofSeconds(2);

    private final Cloud cloud;
    private final OpenStackConfig config;
    private final Marked marked;
    private final MakeOnce once;
    private final Ticker ticker;
    private final Runnable save;

    VolumeStep(Cloud cloud, OpenStackConfig config, Marked marked, MakeOnce once, Ticker ticker, Runnable save) {
        this.cloud = cloud;
        this.config = config;
        this.marked = marked;
        this.once = once;
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

    private void make() {
        String id = once.run(
                Thing.VOLUME,
                () -> {
                    String made = cloud.volumes()
                            .create(
                                    marked.volumeName(),
                                    config.number(OpenStackConfig.VOLUME_SIZE),
                                    config.text(OpenStackConfig.VOLUME_TYPE),
                                    config.text(OpenStackConfig.AVAILABILITY_ZONE),
                                    config.text(OpenStackConfig.MARK));
                    return made.isEmpty() ? null : made;
                },
                () -> marked.ids(Thing.VOLUME).stream().findFirst().orElse(null));
        config.put(OpenStackConfig.VOLUME_ID, id);
        config.put(OpenStackConfig.VOLUME_OWNED, true);
        save.run();
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
