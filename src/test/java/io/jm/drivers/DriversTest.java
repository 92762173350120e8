package io.jm.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.Ticker;
import io.jm.cloud.CloudServices;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.plugin.DriverPrograms;
import io.jm.plugin.JavaDrivers;
import io.jm.ssh.SshExecutors;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.NoCloud;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of two drivers with one name is opened: the one inside jm, or a plugin. */
class DriversTest {
    @TempDir
    Path folder;

    private Environment environment(String... variables) {
        Map<String, String> all = new HashMap<>(Map.of("PATH", folder.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        return new Environment(all, folder, "jm", false);
    }

    /** Behind the table is a plugin for every name; its driver is called "cloud". */
    private MachineDrivers drivers(Environment environment) {
        Drivers table = new Drivers(new DriverParts() {
            @Override
            public Environment environment() {
                return environment;
            }

            @Override
            public SshExecutors ssh() {
                throw new AssertionError("nothing logs in here");
            }

            @Override
            public CloudServices cloud() {
                return new NoCloud();
            }

            @Override
            public DriverFactory otherDrivers() {
                return new DriverFactory() {
                    @Override
                    public Driver open(DriverName name, DriverContext context) {
                        return new IdleDriver(context);
                    }

                    @Override
                    public boolean startsProcess(Machine machine) {
                        return true;
                    }
                };
            }
        });
        return new MachineDrivers(table, folder, SilentConsole.INSTANCE, environment, Ticker.system());
    }

    private static Machine machine(String image, String iso) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("DriverName", "qemu");
        document.putObject("Driver").put("Image", image).put("Boot2DockerURL", iso);
        return new Machine("box", document);
    }

    private String opened(Environment environment, Machine machine) {
        MachineDrivers drivers = drivers(environment);
        try (Driver driver = drivers.open(machine)) {
            assertEquals(driver instanceof IdleDriver, drivers.startsProcess(machine));
            return driver.driverName();
        }
    }

    private String openedNew(Environment environment) {
        try (Driver driver = drivers(environment).openNew("box", "qemu")) {
            return driver.driverName();
        }
    }

    @Test
    void theDriverInsideJmComesBeforeThePlugin() {
        assertEquals("qemu", openedNew(environment()));
        assertEquals("cloud", openedNew(environment("MACHINE_PREFER_PLUGIN", "qemu")));
    }

    @Test
    void aMachineIsOpenedByTheDriverThatMadeIt() {
        for (String preference : List.of("qemu", "")) {
            Environment environment = environment("MACHINE_PREFER_PLUGIN", preference);
            assertEquals("qemu", opened(environment, machine("debian13", "")));
            assertEquals("cloud", opened(environment, machine("", "https://example.com/boot2docker.iso")));
        }
    }

    /** A driver that gets the list of all machines once would wait for ever for the state of one. */
    @Test
    void onlyAListingAsksInBulk() {
        List<Boolean> bulk = new ArrayList<>();
        DriverFactory recording = (name, context) -> {
            bulk.add(context.bulk());
            return new IdleDriver(context);
        };
        MachineDrivers drivers =
                new MachineDrivers(recording, folder, SilentConsole.INSTANCE, environment(), Ticker.system());
        drivers.open(machine("debian13", "")).close();
        drivers.openNew("box", "qemu").close();
        drivers.openInBulk(machine("debian13", ""), Duration.ofSeconds(1)).close();
        assertEquals(List.of(false, false, true), bulk);
    }

    @Test
    void theCatalogShowsTheOneThatCreateTakes() throws IOException {
        Path plugin = Files.writeString(folder.resolve("docker-machine-driver-qemu"), "#!/bin/sh\n");
        assertTrue(plugin.toFile().setExecutable(true));
        assertEquals(new DriverCatalog.Entry("qemu", "built-in", ""), entry(environment()));
        assertEquals(
                new DriverCatalog.Entry("qemu", "plugin", plugin.toString()),
                entry(environment("MACHINE_PREFER_PLUGIN", "qemu")));
        Files.delete(plugin);
        assertFalse(catalog(environment("MACHINE_PREFER_PLUGIN", "qemu")).entries().stream()
                .anyMatch(entry -> entry.name().equals("qemu")));
    }

    private static DriverCatalog.Entry entry(Environment environment) {
        return catalog(environment).entries().stream()
                .filter(entry -> entry.name().equals("qemu"))
                .findFirst()
                .orElseThrow();
    }

    private static DriverCatalog catalog(Environment environment) {
        JavaDrivers jars = new JavaDrivers(environment, (name, context) -> {
            throw new AssertionError("opens none");
        });
        return new DriverCatalog(environment, jars, new DriverPrograms(environment));
    }
}
