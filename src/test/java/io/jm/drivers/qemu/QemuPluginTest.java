package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class QemuPluginTest {
    private static ObjectNode machine(String image, String iso) {
        return JsonNodeFactory.instance.objectNode().put("Image", image).put("Boot2DockerURL", iso);
    }

    @Test
    void aMachineWithAnIsoAndWithoutImageIsThePlugins() {
        assertTrue(QemuPlugin.owns(machine("", "https://example.com/boot2docker.iso"), false));
        assertTrue(
                QemuPlugin.owns(JsonNodeFactory.instance.objectNode().put("Boot2DockerURL", "file:///b2d.iso"), false));
        assertFalse(QemuPlugin.owns(machine("debian13", ""), false));
        assertFalse(QemuPlugin.owns(machine("debian13", "https://example.com/x.iso"), false));
        assertFalse(QemuPlugin.owns(JsonNodeFactory.instance.objectNode(), false));
    }

    @Test
    void thePreferenceDoesNotGiveItJmsMachines() {
        assertFalse(QemuPlugin.owns(machine("debian13", ""), true));
        assertTrue(QemuPlugin.owns(machine("", ""), true));
    }
}
