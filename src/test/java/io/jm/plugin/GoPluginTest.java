package io.jm.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.DriverOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The test driver in Go, with Go's own net/rpc and gob, and each of its failure modes. */
@EnabledIf("io.jm.plugin.GoPrograms#canBeBuilt")
class GoPluginTest extends PluginContract {
    @Override
    PluginBench bench() throws IOException {
        return new PluginBench(directory).go();
    }

    private String refusal(String... variables) throws IOException {
        PluginBench bench = new PluginBench(directory).go(variables);
        try (PluginDrivers drivers = bench.drivers()) {
            return assertThrows(
                            JmException.class,
                            () -> drivers.open(PluginBench.ECHO, bench.context())
                                    .close())
                    .getMessage();
        }
    }

    @Test
    void aProgramThatExitsAtOnceIsNotWaitedFor() throws IOException {
        assertEquals(
                "dial tcp: missing address (the plugin exited with status 5: echo: leaving before the handshake)",
                refusal("ECHO_HANDSHAKE=exit"));
    }

    @Test
    void anInvalidFirstLineIsReported() throws IOException {
        assertEquals(
                "dial tcp: address hello, I am not an address: missing port in address",
                refusal("ECHO_HANDSHAKE=garbage"));
    }

    @Test
    void anEmptyFirstLineIsReported() throws IOException {
        assertTrue(refusal("ECHO_HANDSHAKE=blank").startsWith("dial tcp: missing address"));
    }

    @Test
    void anotherVersionOfTheProtocolIsRefused() throws IOException {
        assertEquals("Driver binary uses an incompatible API version (2)", refusal("ECHO_API_VERSION=2"));
    }

    @Test
    void aPluginThatFailsInGetVersionIsRefused() throws IOException {
        assertEquals("echo: configured to fail in GetVersion", refusal("ECHO_FAIL=GetVersion"));
    }

    @Test
    void theServiceNameOfTheOldestPluginsWorks() throws IOException {
        PluginBench bench = new PluginBench(directory).go("ECHO_SERVICE=v0");
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = drivers.open(PluginBench.ECHO, bench.context())) {
            driver.configure(new DriverOptions(Map.of("echo-note", "old")));
            assertEquals("old", driver.config().path("Note").asText());
        }
    }

    @Test
    void aPluginThatNeedsTwoHeartbeatsASecondSurvivesALongCall() throws IOException {
        PluginBench bench = new PluginBench(directory).go("ECHO_BEAT=500");
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = drivers.open(PluginBench.ECHO, bench.context())) {
            driver.configure(new DriverOptions(Map.of("echo-delay", 1500L)));
            driver.create();
        }
    }

    @Test
    void aLineOf70000CharactersIsPrintedWhole() throws IOException {
        PluginBench bench = new PluginBench(directory).go("ECHO_CHATTY=long");
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = drivers.open(PluginBench.ECHO, bench.context())) {
            driver.preCreateCheck();
        }
        assertEquals("(box) " + "x".repeat(70000) + "\n(box) echo: after the long line\n", bench.printed());
    }

    @Test
    void anOptionOfAnUnknownTypeIsOmitted() throws IOException {
        PluginBench bench = new PluginBench(directory).go("ECHO_FLAGS=odd");
        try (PluginDrivers drivers = bench.drivers();
                Driver driver = drivers.open(PluginBench.ECHO, bench.context())) {
            assertEquals(List.of(), driver.createFlags());
        }
        assertTrue(bench.printed().contains("*mcnflag.OddFlag"), bench.printed());
    }

    @Test
    void aCloseWithoutResponseIsNotWaitedFor() throws IOException {
        PluginBench bench = new PluginBench(directory).go("ECHO_HANG=Close");
        long start = System.nanoTime();
        try (PluginDrivers drivers = bench.drivers()) {
            drivers.open(PluginBench.ECHO, bench.context()).close();
        }
        assertTrue(System.nanoTime() - start < 6_000_000_000L);
    }
}
