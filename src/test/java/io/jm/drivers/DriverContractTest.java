package io.jm.drivers;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.cloud.CloudServices;
import io.jm.driver.Capabilities;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverFactory;
import io.jm.driver.DriverName;
import io.jm.driver.DriverOptions;
import io.jm.driver.MachineSize;
import io.jm.os.Environment;
import io.jm.ssh.SshExecutors;
import io.jm.testkit.NoCloud;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every built-in driver keeps, whatever it makes. A new driver is in it with its line in {@link Drivers}. */
class DriverContractTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    private static List<String> builtIn() {
        return Drivers.BUILT_IN;
    }

    private Driver open(String name) {
        Environment environment = new Environment(Map.of(), root, "jm", false);
        DriverParts parts = new DriverParts() {
            @Override
            public Environment environment() {
                return environment;
            }

            @Override
            public SshExecutors ssh() {
                throw new IllegalStateException("nothing logs in here");
            }

            @Override
            public CloudServices cloud() {
                return new NoCloud();
            }

            @Override
            public DriverFactory otherDrivers() {
                throw new IllegalStateException("the driver is not built in");
            }
        };
        return new Drivers(parts)
                .open(
                        DriverName.of(name),
                        new DriverContext("box", root, SilentConsole.INSTANCE, environment, Ticker.system()));
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void itIsOpenedByItsOwnName(String name) {
        try (Driver driver = open(name)) {
            assertEquals(name, driver.driverName());
            assertEquals("box", driver.machineName());
            assertTrue(driver.isInstalled());
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void openingItChangesNothingOnDisk(String name) throws IOException {
        try (Driver driver = open(name)) {
            driver.createFlags();
            driver.config();
            driver.capabilities();
            driver.enginePort();
            driver.ownCertificates();
            driver.tlsDisabled();
        }
        try (Stream<Path> files = Files.list(root)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void itsOptionsAreNamedOnceAndDescribed(String name) {
        try (Driver driver = open(name)) {
            Set<String> names = new HashSet<>();
            for (CreateFlag flag : driver.createFlags()) {
                assertTrue(names.add(flag.name()), flag.name());
                assertTrue(flag.name().matches("[a-z][a-z0-9-]*"), flag.name());
                assertFalse(flag.usage().isEmpty(), flag.name());
                assertTrue(flag.environmentVariable().matches("[A-Z0-9_]*"), flag.environmentVariable());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void itRefusesToBeConfiguredWithoutWhatItNeeds(String name) {
        try (Driver driver = open(name)) {
            String message = assertThrows(JmException.class, () -> driver.configure(new DriverOptions(Map.of())))
                    .getMessage();
            assertTrue(message.contains("--"), "names the option: " + message);
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void whatItRemembersSurvivesASaveAndALoad(String name) {
        try (Driver driver = open(name)) {
            ObjectNode before = driver.config();
            before.put("Unknown", "kept");
            driver.load(before);
            assertEquals(before, driver.config());
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void whatItReturnsForConfigJsonIsACopy(String name) {
        try (Driver driver = open(name)) {
            driver.config().put("IPAddress", "192.0.2.1");
            assertEquals("", driver.config().path("IPAddress").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void aQuestionBeforeConfigureFailsOnlyWithAMessage(String name) {
        try (Driver driver = open(name)) {
            for (Runnable question : List.<Runnable>of(driver::ip, driver::url, driver::state)) {
                try {
                    question.run();
                } catch (JmException e) {
                    assertFalse(e.getMessage().isBlank());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void itHasAnSshLoginIfItSaysSo(String name) {
        try (Driver driver = open(name)) {
            Capabilities can = driver.capabilities();
            assertTrue(can.ssh() || !can.provisioned(), "provisioning needs SSH");
            assertTrue(!can.ssh() || driver.sshPort() > 0, "a port to log in at");
            assertTrue(driver.enginePort() > 0, "a port for the engine");
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void itRefusesAnotherSizeOrSaysThatItIsResizable(String name) {
        try (Driver driver = open(name)) {
            if (!driver.capabilities().resizable()) {
                JmException refused = assertThrows(JmException.class, () -> driver.resize(new MachineSize(4096, 0, 0)));
                assertEquals("The driver \"" + name + "\" cannot change the size of a machine", refused.getMessage());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void theOptionsItTellsFromItsRecordAreItsOwn(String name) {
        try (Driver driver = open(name)) {
            List<String> known =
                    driver.createFlags().stream().map(CreateFlag::name).toList();
            assertTrue(known.containsAll(driver.recordedOptions().keySet()), name);
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void theImagesItNeedsAreAbsolutePaths(String name) {
        try (Driver driver = open(name)) {
            driver.usedImages().forEach(image -> assertTrue(image.isAbsolute(), image.toString()));
            driver.shares().forEach(share -> assertTrue(share.guest().startsWith("/"), share.toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void removingAndClosingTwiceIsNoError(String name) {
        Driver driver = open(name);
        assertDoesNotThrow(driver::remove);
        assertDoesNotThrow(driver::remove);
        driver.close();
        driver.close();
    }
}
