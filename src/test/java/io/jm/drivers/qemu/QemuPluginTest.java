package io.jm.drivers.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.os.Environment;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QemuPluginTest {
    private static Environment environment(String... variables) {
        return new Environment(
                variables.length == 2 ? Map.of(variables[0], variables[1]) : Map.of(), Path.of("/"), "jm", false);
    }

    private static ObjectNode machine(String image, String iso) {
        return JsonNodeFactory.instance.objectNode().put("Image", image).put("Boot2DockerURL", iso);
    }

    @Test
    void aMachineWithAnIsoAndWithoutImageIsThePlugins() {
        assertTrue(QemuPlugin.owns(machine("", "https://example.com/boot2docker.iso"), environment()));
        assertTrue(QemuPlugin.owns(
                JsonNodeFactory.instance.objectNode().put("Boot2DockerURL", "file:///b2d.iso"), environment()));
        assertFalse(QemuPlugin.owns(machine("debian13", ""), environment()));
        assertFalse(QemuPlugin.owns(machine("debian13", "https://example.com/x.iso"), environment()));
        assertFalse(QemuPlugin.owns(JsonNodeFactory.instance.objectNode(), environment()));
    }

    @Test
    void thePreferenceDoesNotGiveItJmsMachines() {
        Environment prefers = environment("MACHINE_QEMU_PLUGIN", "true");
        assertFalse(QemuPlugin.owns(machine("debian13", ""), prefers));
        assertTrue(QemuPlugin.owns(machine("", ""), prefers));
    }

    @Test
    void thePreferenceIsABoolean() {
        assertFalse(QemuPlugin.isPreferred(environment()));
        assertTrue(QemuPlugin.isPreferred(environment("MACHINE_QEMU_PLUGIN", "1")));
        Environment odd = environment("MACHINE_QEMU_PLUGIN", "yes");
        assertEquals(
                "MACHINE_QEMU_PLUGIN must be true or false, not \"yes\"",
                assertThrows(JmException.class, () -> QemuPlugin.isPreferred(odd))
                        .getMessage());
    }

    /** It would start itself again and again. */
    @Test
    void jmAsThePluginDoesNotPreferThePlugin() {
        assertFalse(QemuPlugin.isPreferred(new Environment(
                Map.of("MACHINE_QEMU_PLUGIN", "true", "MACHINE_PLUGIN_TOKEN", "42"), Path.of("/"), "jm", false)));
    }
}
