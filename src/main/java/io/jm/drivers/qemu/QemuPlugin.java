package io.jm.drivers.qemu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.go.text.GoBool;
import io.jm.os.Environment;
import io.jm.os.Setting;

/** When docker-machine-driver-qemu is used, a plugin of the same name whose machines start from boot2docker's image. */
public final class QemuPlugin {
    private QemuPlugin() {}

    /** Returns whether the user prefers the plugin. */
    public static boolean isPreferred(Environment environment) {
        if (environment.startedAsPlugin()) {
            // it may be the plugin itself
            return false;
        }
        String value = environment.get(Setting.QEMU_PLUGIN);
        Boolean preferred = GoBool.parse(value);
        if (preferred == null) {
            throw new JmException(Setting.QEMU_PLUGIN.variable() + " must be true or false, not \"" + value + "\"");
        }
        return preferred;
    }

    /**
     * Returns whether a machine is the plugin's: jm's machines have an image, and the plugin's an ISO. Either driver
     * would damage the other one's machine.
     *
     * @param config the data of the driver in config.json
     */
    public static boolean owns(ObjectNode config, Environment environment) {
        if (!config.path("Image").asText().isEmpty()) {
            return false;
        }
        return !config.path("Boot2DockerURL").asText().isEmpty() || isPreferred(environment);
    }
}
