package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import io.jm.driver.Existence;
import io.jm.driver.MachineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The behaviour of the test driver in any language, over the real protocol in a process of its own. */
abstract class PluginContract {
    @TempDir
    Path directory;

    private final Set<Long> before = processes().map(ProcessHandle::pid).collect(Collectors.toSet());

    abstract PluginBench bench() throws IOException;

    /** Opens the driver with the given options and the defaults for all others. */
    private static Driver configured(PluginDrivers drivers, PluginBench bench, Map<String, Object> more) {
        return configured(drivers.open(PluginBench.ECHO, bench.context()), more);
    }

    private static Driver configured(Driver driver, Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of(
                "echo-ip",
                "127.0.0.9",
                "echo-docker-port",
                2376L,
                "echo-ssh-port",
                22L,
                "echo-tag",
                List.of("a,b", "ü")));
        values.putAll(more);
        driver.configure(new DriverOptions(values));
        return driver;
    }

    @Test
    void returnsItsOptionsOfAllFourTypes() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = drivers.open(PluginBench.ECHO, bench.context())) {
            List<CreateFlag> flags = driver.createFlags();
            assertEquals(12, flags.size());
            assertEquals(new CreateFlag.Text("echo-ip", "Address to report", "ECHO_IP", "127.0.0.1"), flags.get(0));
            assertEquals(new CreateFlag.Number("echo-ssh-port", "SSH port to report", "", 22), flags.get(5));
            assertEquals(
                    new CreateFlag.Switch("echo-stopped", "Leave the new machine stopped", "ECHO_STOPPED"),
                    flags.get(7));
            assertEquals(
                    new CreateFlag.TextList("echo-tag", "Free texts", "ECHO_TAG", List.of("red", "green")),
                    flags.get(8));
        }
    }

    @Test
    void supportsTheWholeLifeCycleOfAMachine() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = configured(drivers, bench, Map.of("echo-note", "hello", "echo-ssh-user", "me"))) {
            driver.preCreateCheck();
            driver.create();
            assertEquals("hello\n", Files.readString(directory.resolve("machines/box/echo.txt")));
            assertEquals("tcp://127.0.0.9:2376", driver.url());
            assertEquals(
                    List.of("echo", "box", "127.0.0.9", "127.0.0.9", "me", ""),
                    List.of(
                            driver.driverName(),
                            driver.machineName(),
                            driver.ip(),
                            driver.sshHostname(),
                            driver.sshUsername(),
                            driver.sshKeyPath()));
            assertEquals(22, driver.sshPort());
            assertEquals(MachineState.RUNNING, driver.state());
            driver.stop();
            assertEquals(MachineState.STOPPED, driver.state());
            assertEquals(
                    "Host is not running",
                    assertThrows(JmException.class, driver::url).getMessage());
            driver.start();
            driver.restart();
            assertEquals(MachineState.RUNNING, driver.state());
            driver.kill();
            assertEquals(MachineState.STOPPED, driver.state());
            driver.remove();
            assertEquals(MachineState.NONE, driver.state());
        }
    }

    @Test
    void itsStateIsPassedToAnotherProcess() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers()) {
            ObjectNode known;
            try (Driver driver = configured(drivers, bench, Map.of("echo-note", "<&>"))) {
                driver.create();
                known = driver.config();
            }
            assertEquals("<&>", known.path("Note").asText());
            assertEquals(
                    List.of("a,b", "ü"),
                    List.of(
                            known.path("Tags").get(0).asText(),
                            known.path("Tags").get(1).asText()));
            try (Driver driver = drivers.open(PluginBench.ECHO, bench.context())) {
                driver.load(known);
                assertEquals(MachineState.RUNNING, driver.state());
                assertEquals(known, driver.config());
            }
        }
    }

    @Test
    void reportsTheDriversErrorAndContinues() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver =
                        configured(drivers, bench, Map.of("echo-fail", List.of("Create=no room: 100% full\nat all")))) {
            assertEquals(
                    "no room: 100% full\nat all",
                    assertThrows(JmException.class, driver::create).getMessage());
            assertEquals(MachineState.NONE, driver.state());
        }
    }

    @Test
    void anInstanceThatIsNotFoundIsRemoved() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = configured(
                        drivers, bench, Map.of("echo-fail", List.of("Remove=server not found", "Kill=not found")))) {
            driver.create();
            driver.remove();
            assertThrows(JmException.class, driver::kill);
        }
    }

    @Test
    void anInstanceIsGoneIfThePluginSaysSoAndNotAfterAnotherError() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers()) {
            assertEquals(Existence.EXISTS, existence(drivers, bench, List.of()));
            assertEquals(Existence.GONE, existence(drivers, bench, List.of("GetState=server not found")));
            for (String error : List.of("unauthorized", "endpoint not found")) {
                assertThrows(JmException.class, () -> existence(drivers, bench, List.of("GetState=" + error)));
            }
        }
    }

    @Test
    void aPluginThatDiesDoesNotSayThatItsInstanceIsGone() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = configured(drivers, bench, Map.of("echo-crash", List.of("GetState")))) {
            driver.create();
            assertThrows(JmException.class, driver::existence);
        }
    }

    private static Existence existence(PluginDrivers drivers, PluginBench bench, List<String> fail) {
        try (Driver driver = configured(drivers, bench, Map.of("echo-fail", fail))) {
            driver.create();
            return driver.existence();
        }
    }

    @Test
    void anInstanceThatIsLockedIsNotRemoved() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = configured(drivers, bench, Map.of("echo-fail", List.of("Remove=it is locked")))) {
            driver.create();
            assertThrows(JmException.class, driver::remove);
        }
    }

    @Test
    void answersOneCallWhileAnotherHangs() throws Exception {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver =
                        configured(drivers, bench, Map.of("echo-hang", List.of("GetURL=1"), "echo-stopped", true))) {
            driver.create();
            CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> {
                try {
                    return driver.url();
                } catch (JmException e) {
                    return e.getMessage();
                }
            });
            assertEquals(MachineState.STOPPED, driver.state());
            assertTrue(!slow.isDone(), "the state was returned while the URL hung");
            assertEquals("Host is not running", slow.get());
        }
    }

    @Test
    void aCallThatHangsTimesOut() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = configured(
                        drivers.open(PluginBench.ECHO, bench.context().inBulk(Duration.ofMillis(1500))),
                        Map.of("echo-hang", List.of("GetURL")))) {
            long start = System.nanoTime();
            assertEquals(
                    "no answer to GetURL within 1.5s",
                    assertThrows(JmException.class, driver::url).getMessage());
            assertTrue(System.nanoTime() - start < 5_000_000_000L);
        }
    }

    @Test
    void aCrashReportsTheStatusAndKeepsTheKnownState() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = configured(drivers, bench, Map.of("echo-crash", List.of("Create=9")))) {
            ObjectNode known = driver.config();
            assertEquals(
                    "unexpected EOF (the plugin exited with status 9)",
                    assertThrows(JmException.class, driver::create).getMessage());
            assertEquals(known, driver.config());
            assertTrue(
                    assertThrows(JmException.class, driver::state).getMessage().startsWith("connection is shut down"));
        }
    }

    @Test
    void endsWithItsDriver() throws IOException {
        PluginBench bench = bench();
        try (PluginDrivers drivers = bench.drivers()) {
            try (Driver driver = configured(drivers, bench, Map.of())) {
                driver.create();
                assertEquals(1, plugins());
            }
            assertEquals(0, plugins());
        }
    }

    @Test
    void isKilledOnCloseEvenIfItHangs() throws Exception {
        PluginBench bench = bench();
        PluginDrivers drivers = bench.drivers();
        Driver driver = configured(drivers, bench, Map.of("echo-hang", List.of("GetURL")));
        CompletableFuture<Void> hanging =
                CompletableFuture.runAsync(() -> assertThrows(JmException.class, driver::url));
        Thread.sleep(100);
        drivers.close();
        hanging.get();
        assertEquals(0, plugins());
    }

    /** Returns the processes started by this test that are still running. */
    private long plugins() {
        return processes().filter(process -> !before.contains(process.pid())).count();
    }

    private static Stream<ProcessHandle> processes() {
        return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive);
    }
}
