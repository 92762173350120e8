package io.jm.drivers.qemu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The typed view of the driver's part of config.json: the keys of docker-machine-driver-qemu with their types, then
 * jm's own. The state of a machine is not among them.
 */
final class QemuConfig {
    static final String AUTO = "auto";
    static final String OFF = "off";

    static final String ENGINE_PORT = "EnginePort";
    static final String MEMORY = "Memory";
    static final String DISK_SIZE = "DiskSize";
    static final String CPUS = "CPU";
    static final String IP_ADDRESS = "IPAddress";
    static final String SSH_PORT = "SSHPort";
    private static final String PROGRAM = "Program";
    private static final String DISPLAY = "Display";
    private static final String DISPLAY_TYPE = "DisplayType";
    private static final String DISK_PATH = "DiskPath";
    static final String CACHE_MODE = "CacheMode";
    static final String IO_MODE = "IOMode";
    private static final String USER_DATA = "UserDataFile";
    private static final String LOCAL_PORTS = "LocalPorts";
    private static final String IMAGE = "Image";
    private static final String IMAGE_DIGEST = "ImageDigest";
    private static final String IMAGE_PATH = "ImagePath";
    static final String ACCELERATOR = "Accel";
    static final String CPU_TYPE = "CPUType";
    private static final String FIRMWARE = "Firmware";
    static final String SHARES = "Shares";
    private static final String SHARE_TYPE = "ShareType";
    static final String PUBLISH = "Publish";
    static final String LISTEN = "Listen";
    private static final String DNS = "Dns";
    static final String ARGUMENTS = "Args";
    static final String MAC = "MAC";
    static final String UUID = "UUID";
    private static final String INSTANCE_ID = "InstanceID";

    private final ObjectNode fields;

    /** Creates a view of fields, which stay the caller's. */
    QemuConfig(ObjectNode fields) {
        this.fields = fields;
    }

    /** Puts every key with its first value, in the order in which config.json has them. */
    void putDefaults(int enginePort) {
        fields.put(ENGINE_PORT, enginePort);
        fields.put("FirstQuery", false);
        fields.put(MEMORY, 0);
        fields.put(DISK_SIZE, 0);
        fields.put(CPUS, 0);
        fields.put(PROGRAM, "");
        fields.put(DISPLAY, false);
        fields.put(DISPLAY_TYPE, "");
        fields.put("Nographic", false);
        fields.put("VirtioDrives", true);
        fields.put("Network", "user");
        for (String unused : List.of(
                "PrivateNetwork",
                "Boot2DockerURL",
                "NetworkInterface",
                "NetworkAddress",
                "NetworkBridge",
                "CaCertPath",
                "PrivateKeyPath",
                DISK_PATH,
                CACHE_MODE,
                IO_MODE,
                USER_DATA,
                "CloudConfigRoot",
                LOCAL_PORTS,
                IMAGE,
                IMAGE_DIGEST,
                IMAGE_PATH,
                ACCELERATOR,
                CPU_TYPE,
                FIRMWARE)) {
            fields.put(unused, "");
        }
        fields.putArray(SHARES);
        fields.put(SHARE_TYPE, AUTO);
        fields.putArray(PUBLISH);
        for (String text : List.of(LISTEN, DNS, ARGUMENTS, MAC, UUID, INSTANCE_ID)) {
            fields.put(text, "");
        }
    }

    private String text(String key) {
        return fields.path(key).asText("");
    }

    private List<String> list(String key) {
        List<String> values = new ArrayList<>();
        for (JsonNode value : fields.path(key)) {
            values.add(value.asText());
        }
        return values;
    }

    private void putList(String key, List<String> values) {
        ArrayNode array = fields.putArray(key);
        values.forEach(array::add);
    }

    int enginePort() {
        return fields.path(ENGINE_PORT).asInt();
    }

    void enginePort(int port) {
        fields.put(ENGINE_PORT, port);
    }

    /** The memory in MB. */
    int memory() {
        return fields.path(MEMORY).asInt();
    }

    void memory(int megabytes) {
        fields.put(MEMORY, megabytes);
    }

    /** The size of the disk in MB. */
    int diskSize() {
        return fields.path(DISK_SIZE).asInt();
    }

    void diskSize(int megabytes) {
        fields.put(DISK_SIZE, megabytes);
    }

    int cpus() {
        return fields.path(CPUS).asInt();
    }

    void cpus(int count) {
        fields.put(CPUS, count);
    }

    String program() {
        return text(PROGRAM);
    }

    void program(String nameOrPath) {
        fields.put(PROGRAM, nameOrPath);
    }

    boolean display() {
        return fields.path(DISPLAY).asBoolean();
    }

    String displayType() {
        return text(DISPLAY_TYPE);
    }

    void display(boolean on, String type) {
        fields.put(DISPLAY, on);
        fields.put(DISPLAY_TYPE, type);
    }

    void diskPath(String path) {
        fields.put(DISK_PATH, path);
    }

    String cacheMode() {
        return text(CACHE_MODE);
    }

    String ioMode() {
        return text(IO_MODE);
    }

    void diskModes(String cache, String io) {
        fields.put(CACHE_MODE, cache);
        fields.put(IO_MODE, io);
    }

    String userDataFile() {
        return text(USER_DATA);
    }

    void userDataFile(String path) {
        fields.put(USER_DATA, path);
    }

    String localPorts() {
        return text(LOCAL_PORTS);
    }

    void localPorts(String range) {
        fields.put(LOCAL_PORTS, range);
    }

    /** What the user asked for: a name, a path or a URL. */
    String image() {
        return text(IMAGE);
    }

    String imageDigest() {
        return text(IMAGE_DIGEST);
    }

    void image(String what, String digest) {
        fields.put(IMAGE, what);
        fields.put(IMAGE_DIGEST, digest);
    }

    /** The file in the cache over which the disk lies. */
    String imagePath() {
        return text(IMAGE_PATH);
    }

    void imagePath(String path, String digest) {
        fields.put(IMAGE_PATH, path);
        fields.put(IMAGE_DIGEST, digest);
    }

    String accelerator() {
        return text(ACCELERATOR);
    }

    void accelerator(String name) {
        fields.put(ACCELERATOR, name);
    }

    String cpuType() {
        return text(CPU_TYPE);
    }

    void cpuType(String model) {
        fields.put(CPU_TYPE, model);
    }

    String firmware() {
        return text(FIRMWARE);
    }

    void firmware(String path) {
        fields.put(FIRMWARE, path);
    }

    /** The directories to share, as {@code DIR[:GUESTDIR][:ro]}. */
    List<String> shares() {
        return list(SHARES);
    }

    String shareType() {
        return text(SHARE_TYPE);
    }

    void shares(List<String> directories, String type) {
        putList(SHARES, directories);
        fields.put(SHARE_TYPE, type);
    }

    List<String> publish() {
        return list(PUBLISH);
    }

    void publish(List<String> rules) {
        putList(PUBLISH, rules);
    }

    /** The address on which SSH, the engine and published ports listen. */
    String listen() {
        return text(LISTEN);
    }

    void listen(String address) {
        fields.put(LISTEN, address);
    }

    String dns() {
        return text(DNS);
    }

    void dns(String server) {
        fields.put(DNS, server);
    }

    String arguments() {
        return text(ARGUMENTS);
    }

    void arguments(String text) {
        fields.put(ARGUMENTS, text);
    }

    String mac() {
        return text(MAC);
    }

    String uuid() {
        return text(UUID);
    }

    void identity(String mac, String uuid) {
        fields.put(MAC, mac);
        fields.put(UUID, uuid);
        fields.put(INSTANCE_ID, uuid);
    }
}
