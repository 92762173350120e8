package io.jm.plugin;

import org.jspecify.annotations.Nullable;

/** The methods of the driver protocol, with their names in requests. */
enum Method {
    GET_VERSION("GetVersion"),
    SET_CONFIG_RAW("SetConfigRaw"),
    GET_CONFIG_RAW("GetConfigRaw"),
    GET_CREATE_FLAGS("GetCreateFlags"),
    SET_CONFIG_FROM_FLAGS("SetConfigFromFlags"),
    DRIVER_NAME("DriverName"),
    GET_MACHINE_NAME("GetMachineName"),
    GET_IP("GetIP"),
    GET_URL("GetURL"),
    GET_STATE("GetState"),
    GET_SSH_HOSTNAME("GetSSHHostname"),
    GET_SSH_PORT("GetSSHPort"),
    GET_SSH_USERNAME("GetSSHUsername"),
    GET_SSH_KEY_PATH("GetSSHKeyPath"),
    PRE_CREATE_CHECK("PreCreateCheck"),
    CREATE("Create"),
    START("Start"),
    STOP("Stop"),
    RESTART("Restart"),
    KILL("Kill"),
    REMOVE("Remove"),
    HEARTBEAT("Heartbeat"),
    CLOSE("Close"),
    /** Implemented by Rancher's drivers only. */
    GET_IPV6("GetIPv6");

    private final String wireName;

    Method(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** Returns the method with the given name, or null. */
    static @Nullable Method named(String wireName) {
        for (Method method : values()) {
            if (method.wireName.equals(wireName)) {
                return method;
            }
        }
        return null;
    }

    /** Whether the method changes a machine and may take long; the others only return information. */
    boolean isAction() {
        return switch (this) {
            case PRE_CREATE_CHECK, CREATE, START, STOP, RESTART, KILL, REMOVE -> true;
            default -> false;
        };
    }
}
