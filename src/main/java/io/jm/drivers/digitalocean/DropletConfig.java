package io.jm.drivers.digitalocean;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.DriverOptions;
import io.jm.text.PortNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A typed view of the driver's data in config.json, whose keys are docker-machine's. */
final class DropletConfig {
    static final String DEFAULT_REGION = "nyc3";
    static final String DEFAULT_SIZE = "s-1vcpu-1gb";
    static final String USER = "root";

    private static final String ADDRESS = "IPAddress";
    private static final String KEY_PATH = "SSHKeyPath";
    private static final String TOKEN = "AccessToken";
    private static final String DROPLET_ID = "DropletID";
    private static final String IMAGE = "Image";
    private static final String REGION = "Region";
    private static final String KEY_ID = "SSHKeyID";
    private static final String FINGERPRINT = "SSHKeyFingerprint";
    private static final String KEY = "SSHKey";
    private static final String SIZE = "Size";
    private static final String IPV6 = "IPv6";
    private static final String BACKUPS = "Backups";
    private static final String PRIVATE_NETWORKING = "PrivateNetworking";
    private static final String USER_DATA = "UserDataFile";
    private static final String MONITORING = "Monitoring";
    private static final String TAGS = "Tags";
    // jm's own, present only while it is not known whether a request was carried out
    private static final String PENDING_KEY = "PendingSSHKey";
    private static final String PENDING_DROPLETS = "PendingDroplets";
    private static final String MARK = "PendingTag";

    private final ObjectNode fields;

    DropletConfig(ObjectNode fields) {
        this.fields = fields;
    }

    /** Puts docker-machine's keys in its order, with the values with which its driver starts. */
    void putDefaults() {
        fields.put(TOKEN, "");
        fields.put(DROPLET_ID, 0);
        fields.put("DropletName", "");
        // what an old file that lacks the key means; the image does not exist any more
        fields.put(IMAGE, "ubuntu-16-04-x64");
        fields.put(REGION, DEFAULT_REGION);
        fields.put(KEY_ID, 0);
        fields.put(FINGERPRINT, "");
        fields.put(KEY, "");
        fields.put(SIZE, DEFAULT_SIZE);
        fields.put(IPV6, false);
        fields.put(BACKUPS, false);
        fields.put(PRIVATE_NETWORKING, false);
        fields.put(USER_DATA, "");
        fields.put(MONITORING, false);
        fields.put(TAGS, "");
    }

    void take(DriverOptions options) {
        fields.put(TOKEN, options.text(DigitalOceanFlags.ACCESS_TOKEN));
        fields.put(IMAGE, options.text(DigitalOceanFlags.IMAGE));
        fields.put(REGION, options.text(DigitalOceanFlags.REGION));
        fields.put(SIZE, options.text(DigitalOceanFlags.SIZE));
        fields.put(IPV6, options.isSet(DigitalOceanFlags.IPV6));
        fields.put(PRIVATE_NETWORKING, options.isSet(DigitalOceanFlags.PRIVATE_NETWORKING));
        fields.put(BACKUPS, options.isSet(DigitalOceanFlags.BACKUPS));
        fields.put(USER_DATA, options.text(DigitalOceanFlags.USER_DATA));
        fields.put(MONITORING, options.isSet(DigitalOceanFlags.MONITORING));
        fields.put(TAGS, options.text(DigitalOceanFlags.TAGS));
        fields.put(FINGERPRINT, options.text(DigitalOceanFlags.SSH_KEY_FINGERPRINT));
        fields.put(KEY, options.text(DigitalOceanFlags.SSH_KEY_PATH));
        fields.put("SSHUser", options.text(DigitalOceanFlags.SSH_USER));
        fields.put(
                "SSHPort",
                PortNumber.of("--" + DigitalOceanFlags.SSH_PORT, options.number(DigitalOceanFlags.SSH_PORT)));
    }

    String token() {
        return text(TOKEN);
    }

    /** The droplet's number; 0 if none is known. */
    long dropletId() {
        return fields.path(DROPLET_ID).asLong();
    }

    void dropletId(long id) {
        fields.put(DROPLET_ID, id);
    }

    /** The number of the SSH key in the account; 0 if none is known. */
    long keyId() {
        return fields.path(KEY_ID).asLong();
    }

    void keyId(long id) {
        fields.put(KEY_ID, id);
    }

    /** The fingerprint of the user's own key in the account; empty for a key that the driver makes. */
    String fingerprint() {
        return text(FINGERPRINT);
    }

    /** The user's private key, as given; empty if not given. */
    String key() {
        return text(KEY);
    }

    void keyPath(String path) {
        fields.put(KEY_PATH, path);
    }

    /** The public IPv4 address; empty if not known. */
    String address() {
        return text(ADDRESS);
    }

    void address(String address) {
        fields.put(ADDRESS, address);
    }

    /** A slug or a number; empty for the newest Ubuntu. */
    String image() {
        return text(IMAGE);
    }

    void image(String slug) {
        fields.put(IMAGE, slug);
    }

    String region() {
        return text(REGION);
    }

    String size() {
        return text(SIZE);
    }

    boolean ipv6() {
        return fields.path(IPV6).asBoolean();
    }

    boolean backups() {
        return fields.path(BACKUPS).asBoolean();
    }

    boolean privateNetworking() {
        return fields.path(PRIVATE_NETWORKING).asBoolean();
    }

    boolean monitoring() {
        return fields.path(MONITORING).asBoolean();
    }

    String userDataFile() {
        return text(USER_DATA);
    }

    List<String> tags() {
        return Arrays.stream(text(TAGS).split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    /** The provider's time at which the driver's key was sent without an answer; null if there is no such request. */
    @Nullable
    Instant pendingKey() {
        return time(fields.path(PENDING_KEY));
    }

    void pendingKey(Instant sent) {
        fields.put(PENDING_KEY, sent.toString());
    }

    void keySettled() {
        fields.remove(PENDING_KEY);
    }

    /** The provider's times of requests for droplets without an answer, the oldest first; a list that may be changed. */
    List<Instant> pendingDroplets() {
        List<Instant> times = new ArrayList<>();
        for (JsonNode element : fields.path(PENDING_DROPLETS)) {
            Instant time = time(element);
            if (time != null) {
                times.add(time);
            }
        }
        return times;
    }

    void pendingDroplets(List<Instant> requests) {
        if (requests.isEmpty()) {
            fields.remove(PENDING_DROPLETS);
        } else {
            ArrayNode times = fields.putArray(PENDING_DROPLETS);
            requests.forEach(request -> times.add(request.toString()));
        }
    }

    /** The tag of the droplets that were asked for, until it is deleted; empty for none. */
    String mark() {
        return text(MARK);
    }

    void mark(String tag) {
        if (tag.isEmpty()) {
            fields.remove(MARK);
        } else {
            fields.put(MARK, tag);
        }
    }

    private static @Nullable Instant time(JsonNode node) {
        Instant time = Times.of(node);
        return time.equals(Instant.EPOCH) ? null : time;
    }

    private String text(String key) {
        return fields.path(key).asText("");
    }
}
