package io.jm.drivers.amazonec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.jm.cloud.RandomName;
import io.jm.driver.Driver;
import io.jm.driver.ExtraKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The driver's part of config.json: docker-machine's keys, then those of its forks and jm's own, which are written only
 * if they have a value.
 */
final class Ec2Config {
    static final String IP_ADDRESS = "IPAddress";
    static final String SSH_USER = "SSHUser";
    static final String SSH_PORT = "SSHPort";
    static final String SSH_KEY_PATH = "SSHKeyPath";
    static final String SWARM_MASTER = "SwarmMaster";
    static final String SWARM_HOST = "SwarmHost";
    static final String ID = "Id";
    static final String ACCESS_KEY = "AccessKey";
    static final String SECRET_KEY = "SecretKey";
    static final String SESSION_TOKEN = "SessionToken";
    static final String REGION = "Region";
    static final String AMI = "AMI";
    static final String EXISTING_KEY = "ExistingKey";
    static final String KEY_NAME = "KeyName";
    static final String INSTANCE_ID = "InstanceId";
    static final String INSTANCE_TYPE = "InstanceType";
    static final String PRIVATE_ADDRESS = "PrivateIPAddress";
    static final String GROUP_IDS = "SecurityGroupIds";
    static final String GROUP_NAME = "SecurityGroupName";
    static final String GROUP_NAMES = "SecurityGroupNames";
    static final String GROUP_READONLY = "SecurityGroupReadOnly";
    static final String OPEN_PORTS = "OpenPorts";
    static final String TAGS = "Tags";
    static final String DEVICE_NAME = "DeviceName";
    static final String ROOT_SIZE = "RootSize";
    static final String VOLUME_TYPE = "VolumeType";
    static final String INSTANCE_PROFILE = "IamInstanceProfile";
    static final String VPC_ID = "VpcId";
    static final String SUBNET_ID = "SubnetId";
    static final String ZONE = "Zone";
    static final String SPOT = "RequestSpotInstance";
    static final String SPOT_PRICE = "SpotPrice";
    static final String BLOCK_DURATION = "BlockDurationMinutes";
    static final String PRIVATE_ONLY = "PrivateIPOnly";
    static final String USE_PRIVATE = "UsePrivateIP";
    static final String EBS_OPTIMIZED = "UseEbsOptimizedInstance";
    static final String MONITORING = "Monitoring";
    static final String SSH_KEY_SOURCE = "SSHPrivateKeyPath";
    static final String RETRIES = "RetryCount";
    static final String ENDPOINT = "Endpoint";
    static final String INSECURE = "DisableSSL";
    static final String USER_DATA = "UserDataFile";
    static final String METADATA_TOKEN = "MetadataTokenSetting";
    static final String HOP_LIMIT = "MetadataTokenResponseHopLimit";
    static final String VOLUME_ENCRYPTED = "VolumeEncrypted";
    static final String KMS_KEY = "VolumeKmsKeyId";
    static final String ENCRYPT_VOLUME = "EncryptEbsVolume";
    static final String HTTP_ENDPOINT = "HttpEndpoint";
    static final String HTTP_TOKENS = "HttpTokens";
    static final String HTTP_IPV6 = "HttpProtocolIpv6";
    static final String IPV6_COUNT = "Ipv6AddressCount";
    static final String IPV6_ONLY = "Ipv6AddressOnly";
    static final String PRIMARY_IPV6 = "EnablePrimaryIpv6";
    static final String PROFILE = "Profile";
    static final String INGRESS_CIDRS = "IngressCidrs";
    static final String AMI_NAME = "AmiName";
    static final String AMI_OWNER = "AmiOwner";
    static final String VOLUME_IOPS = "VolumeIops";
    static final String VOLUME_THROUGHPUT = "VolumeThroughput";
    static final String SPOT_FALLBACK = "SpotFallback";
    static final String SPOT_REQUEST_ID = "SpotInstanceRequestId";
    /** When a launch was sent that is not over yet, as in ISO 8601. */
    static final String LAUNCHED_AT = "LaunchedAt";

    private static final int ID_BYTES = 16;

    private final ObjectNode fields;
    private final Set<String> storedOfForks = new HashSet<>();

    /** Makes a view of fields, which stay the caller's. */
    Ec2Config(ObjectNode fields) {
        this.fields = fields;
    }

    /** Puts every key with its first value, in the order in which config.json has them. */
    void putDefaults() {
        fields.put(SSH_USER, "ubuntu");
        putId();
        texts(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN);
        fields.put(REGION, Ec2Flags.DEFAULT_REGION);
        texts(AMI);
        fields.put("SSHKeyID", 0);
        fields.put(EXISTING_KEY, false);
        texts(KEY_NAME, INSTANCE_ID);
        fields.put(INSTANCE_TYPE, Ec2Flags.DEFAULT_TYPE);
        texts(PRIVATE_ADDRESS, "SecurityGroupId");
        fields.putNull(GROUP_IDS);
        texts(GROUP_NAME);
        fields.putArray(GROUP_NAMES).add(Ec2Flags.DEFAULT_GROUP);
        fields.put(GROUP_READONLY, false);
        fields.putArray(OPEN_PORTS);
        texts(TAGS, "ReservationId");
        fields.put(DEVICE_NAME, Ec2Flags.DEFAULT_DEVICE);
        fields.put(ROOT_SIZE, 16);
        fields.put(VOLUME_TYPE, "gp2");
        texts(INSTANCE_PROFILE, VPC_ID, SUBNET_ID);
        fields.put(ZONE, "a");
        fields.put(SPOT, false);
        fields.put(SPOT_PRICE, "0.50");
        fields.put(BLOCK_DURATION, 0);
        for (String flag : List.of(PRIVATE_ONLY, USE_PRIVATE, EBS_OPTIMIZED, MONITORING)) {
            fields.put(flag, false);
        }
        texts(SSH_KEY_SOURCE);
        fields.put(RETRIES, 5);
        texts(ENDPOINT);
        fields.put(INSECURE, false);
        texts(USER_DATA);
        additions().forEach(fields::set);
    }

    /** The keys of docker-machine's forks, with the value that is not written unless it was stored. */
    private static Map<String, JsonNode> forks() {
        Map<String, JsonNode> empty = new LinkedHashMap<>();
        empty.put(METADATA_TOKEN, TextNode.valueOf(""));
        empty.put(HOP_LIMIT, IntNode.valueOf(0));
        empty.put(VOLUME_ENCRYPTED, BooleanNode.FALSE);
        empty.put(KMS_KEY, TextNode.valueOf(""));
        empty.put(ENCRYPT_VOLUME, BooleanNode.FALSE);
        empty.put(HTTP_ENDPOINT, TextNode.valueOf(""));
        empty.put(HTTP_TOKENS, TextNode.valueOf(""));
        empty.put(HTTP_IPV6, TextNode.valueOf(""));
        empty.put(IPV6_COUNT, IntNode.valueOf(0));
        empty.put(IPV6_ONLY, BooleanNode.FALSE);
        empty.put(PRIMARY_IPV6, BooleanNode.FALSE);
        return empty;
    }

    /** The keys that docker-machine's driver lacks, with the value that is not written. */
    private static Map<String, JsonNode> additions() {
        Map<String, JsonNode> empty = forks();
        empty.put(PROFILE, TextNode.valueOf(""));
        empty.put(INGRESS_CIDRS, JsonNodeFactory.instance.arrayNode());
        empty.put(AMI_NAME, TextNode.valueOf(""));
        empty.put(AMI_OWNER, TextNode.valueOf(""));
        empty.put(VOLUME_IOPS, IntNode.valueOf(0));
        empty.put(VOLUME_THROUGHPUT, IntNode.valueOf(0));
        empty.put(SPOT_FALLBACK, BooleanNode.FALSE);
        empty.put(SPOT_REQUEST_ID, TextNode.valueOf(""));
        empty.put(LAUNCHED_AT, TextNode.valueOf(""));
        return empty;
    }

    private void texts(String... keys) {
        for (String key : keys) {
            fields.put(key, "");
        }
    }

    /** Returns a copy as docker-machine would write it, if nothing is used that it lacks. */
    ObjectNode written() {
        Set<String> unstored = new LinkedHashSet<>(additions().keySet());
        unstored.removeAll(storedOfForks);
        return ExtraKeys.withoutUnused(fields, unstored);
    }

    /** Notes which keys were stored: those of a fork stay even if they are empty, as other programs may miss them. */
    void stored(ObjectNode stored) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        stored.fieldNames().forEachRemaining(names::add);
        storedOfForks.clear();
        storedOfForks.addAll(forks().keySet());
        storedOfForks.retainAll(names);
    }

    String text(String key) {
        return fields.path(key).asText("");
    }

    /** Returns the first of the texts that is not empty; empty if all are. */
    String either(String first, String second) {
        return text(first).isEmpty() ? text(second) : text(first);
    }

    boolean flag(String key) {
        return fields.path(key).asBoolean();
    }

    long number(String key) {
        return fields.path(key).asLong();
    }

    List<String> list(String key) {
        List<String> values = new ArrayList<>();
        fields.path(key).forEach(value -> values.add(value.asText()));
        return values;
    }

    void set(String key, String value) {
        fields.put(key, value);
    }

    void set(String key, boolean value) {
        fields.put(key, value);
    }

    void set(String key, long value) {
        fields.put(key, value);
    }

    void set(String key, List<String> values) {
        ArrayNode array = fields.putArray(key);
        values.forEach(array::add);
    }

    /** The names of the security groups. */
    List<String> groupNames() {
        List<String> names = list(GROUP_NAMES);
        if (!text(GROUP_NAME).isEmpty()) {
            names.add(0, text(GROUP_NAME));
        }
        return names;
    }

    /** The port for SSH. */
    int sshPort() {
        int port = (int) number(SSH_PORT);
        return port == 0 ? Driver.DEFAULT_SSH_PORT : port;
    }

    boolean usesIpv6() {
        return flag(IPV6_ONLY) || number(IPV6_COUNT) > 0;
    }

    /** Makes a new token by which EC2 recognizes the launch of this machine. */
    void putId() {
        fields.put(ID, RandomName.hex(ID_BYTES));
    }

    /** The tokens of every launch that there may have been: on demand or spot, and on demand after spot. */
    List<String> launchTokens() {
        return List.of(text(ID), fallbackToken());
    }

    String fallbackToken() {
        return text(ID) + "-od";
    }
}
