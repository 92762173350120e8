package io.jm.drivers.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.driver.Driver;
import io.jm.driver.ExtraKeys;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The typed view of the driver's part of config.json: docker-machine's keys, then those that only jm and forks have. */
final class OpenStackConfig {
    static final String ADDRESS = "IPAddress";
    static final String SSH_USER = "SSHUser";
    static final String SSH_PORT = "SSHPort";
    static final String SSH_KEY = "SSHKeyPath";
    static final String TIMEOUT = "ActiveTimeout";
    static final String AVAILABILITY_ZONE = "AvailabilityZone";
    static final String SERVER_ID = "MachineId";
    static final String FLAVOR_NAME = "FlavorName";
    static final String FLAVOR_ID = "FlavorId";
    static final String IMAGE_NAME = "ImageName";
    static final String IMAGE_ID = "ImageId";
    static final String KEY_PAIR = "KeyPairName";
    static final String NETWORK_NAME = "NetworkName";
    static final String NETWORK_ID = "NetworkId";
    static final String USER_DATA = "UserData";
    static final String PRIVATE_KEY = "PrivateKeyFile";
    static final String SECURITY_GROUPS = "SecurityGroups";
    static final String POOL = "FloatingIpPool";
    static final String NOVA_NETWORK = "ComputeNetwork";
    static final String POOL_ID = "FloatingIpPoolId";
    static final String IP_VERSION = "IpVersion";
    static final String CONFIG_DRIVE = "ConfigDrive";
    static final String EXISTING_KEY = "ExistingKey";
    static final String SERVER_GROUP_ID = "ServerGroupId";
    static final String SERVER_GROUP_NAME = "ServerGroupName";
    static final String BOOT_VOLUME = "BootFromVolume";
    static final String VOLUME_NAME = "VolumeName";
    static final String VOLUME_DEVICE = "VolumeDevicePath";
    static final String VOLUME_ID = "VolumeId";
    static final String VOLUME_TYPE = "VolumeType";
    static final String VOLUME_SIZE = "VolumeSize";
    static final String CLOUD = "Cloud";
    static final String FLOATING_ID = "FloatingIpId";
    static final String FLOATING_OWNED = "FloatingIpOwned";
    static final String VOLUME_OWNED = "VolumeOwned";
    /** Marks what was made for this machine, until the answers of all requests have come. */
    static final String MARK = "JmId";
    /** The requests without an answer; {@link Unanswered} reads and writes it. */
    static final String PENDING = "JmPending";

    private static final int ACTIVE_TIMEOUT = 200;
    private static final int IP_V4 = 4;

    /** The keys that are written only if they have a value, in their order. */
    private static final List<String> FURTHER = List.of(
            "UserId",
            "UserDomainName",
            "UserDomainId",
            "TenantDomainName",
            "TenantDomainId",
            "ApplicationCredentialId",
            "ApplicationCredentialName",
            "ApplicationCredentialSecret",
            SERVER_GROUP_ID,
            SERVER_GROUP_NAME,
            BOOT_VOLUME,
            VOLUME_NAME,
            VOLUME_DEVICE,
            VOLUME_ID,
            VOLUME_TYPE,
            VOLUME_SIZE,
            CLOUD,
            FLOATING_ID,
            FLOATING_OWNED,
            VOLUME_OWNED,
            MARK,
            PENDING);

    private final ObjectNode fields;

    /** Creates a view of fields, which stay the caller's. */
    OpenStackConfig(ObjectNode fields) {
        this.fields = fields;
    }

    /** Puts every key with its first value, in the order in which config.json has them. */
    void putDefaults() {
        fields.put(SSH_USER, "root");
        fields.put(SSH_PORT, Driver.DEFAULT_SSH_PORT);
        fields.put("AuthUrl", "");
        fields.put(TIMEOUT, ACTIVE_TIMEOUT);
        fields.put("Insecure", false);
        for (String empty : List.of(
                "CaCert",
                "DomainID",
                "DomainName",
                "Username",
                "Password",
                "TenantName",
                "TenantId",
                "Region",
                AVAILABILITY_ZONE,
                "EndpointType",
                SERVER_ID,
                FLAVOR_NAME,
                FLAVOR_ID,
                IMAGE_NAME,
                IMAGE_ID,
                KEY_PAIR,
                NETWORK_NAME,
                NETWORK_ID)) {
            fields.put(empty, "");
        }
        fields.putNull(USER_DATA);
        fields.put(PRIVATE_KEY, "");
        fields.putNull(SECURITY_GROUPS);
        fields.put(POOL, "");
        fields.put(NOVA_NETWORK, false);
        fields.put(POOL_ID, "");
        fields.put(IP_VERSION, 0);
        fields.put(CONFIG_DRIVE, false);
        fields.put(EXISTING_KEY, false);
        FURTHER.forEach(fields::putNull);
    }

    /** Returns the fields as they are stored: of the further keys only those that have a value. */
    ObjectNode stored() {
        return ExtraKeys.withoutUnused(fields, FURTHER);
    }

    String text(String key) {
        JsonNode value = fields.path(key);
        return value.isTextual() ? value.asText() : "";
    }

    boolean has(String key) {
        return !text(key).isEmpty();
    }

    boolean isSet(String key) {
        return fields.path(key).asBoolean();
    }

    int number(String key) {
        return fields.path(key).asInt();
    }

    void put(String key, String value) {
        fields.put(key, value);
    }

    void put(String key, boolean value) {
        fields.put(key, value);
    }

    void put(String key, int value) {
        fields.put(key, value);
    }

    /** The seconds until a server must be active. */
    int activeTimeout() {
        return number(TIMEOUT) > 0 ? number(TIMEOUT) : ACTIVE_TIMEOUT;
    }

    /** The IP version of the address; machines of old programs have none. */
    int ipVersion() {
        return number(IP_VERSION) == 0 ? IP_V4 : number(IP_VERSION);
    }

    void put(String key, List<String> values) {
        ArrayNode array = fields.putArray(key);
        values.forEach(array::add);
    }

    /** Returns a list that is the caller's. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        fields.path(key).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    List<String> securityGroups() {
        return texts(SECURITY_GROUPS);
    }

    /** Takes the names as they are between the commas. */
    void putSecurityGroups(String names) {
        if (names.isEmpty()) {
            fields.putNull(SECURITY_GROUPS);
            return;
        }
        ArrayNode groups = fields.putArray(SECURITY_GROUPS);
        for (String name : names.split(",", -1)) {
            groups.add(name);
        }
    }

    /** Whether the machine is to have a floating address. */
    boolean hasPool() {
        return has(POOL);
    }

    /** Returns what is stored for a log-in. */
    LoginValues login() {
        Map<LoginKey, String> values = new EnumMap<>(LoginKey.class);
        for (LoginKey key : LoginKey.values()) {
            if (key == LoginKey.INSECURE) {
                values.put(key, isSet(key.field()) ? "true" : "");
            } else if (!key.field().isEmpty()) {
                values.put(key, text(key.field()));
            }
        }
        return LoginValues.of(values);
    }
}
