package io.jm.drivers.qemu;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** When docker-machine-driver-qemu is used, a plugin of the same name whose machines start from boot2docker's image. */
public final class QemuPlugin {
    private QemuPlugin() {}

    /**
     * Returns whether a machine is the plugin's: jm's machines have an image, and the plugin's an ISO. Either driver
     * would damage the other one's machine.
     *
     * @param config the data of the driver in config.json
     * @param preferred whether the user prefers the plugin, which decides about machines that have neither
     */
    public static boolean owns(ObjectNode config, boolean preferred) {
        if (!config.path("Image").asText().isEmpty()) {
            return false;
        }
        return !config.path("Boot2DockerURL").asText().isEmpty() || preferred;
    }
}
