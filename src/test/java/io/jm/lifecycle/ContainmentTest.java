package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.inventory.AnswerLimits;
import io.jm.inventory.ListFilter;
import io.jm.inventory.Listing;
import io.jm.inventory.MachineRow;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.FileStore;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.SilentConsole;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever one machine's data or driver throw, the other machines' rows and results stay. */
class ContainmentTest {
    private static final AnswerLimits LIMITS = new AnswerLimits(Duration.ofSeconds(20), Duration.ofSeconds(20));

    @TempDir
    Path root;

    private FileStore store;
    private FakeMachines fake;

    static Stream<Throwable> everythingThatCanBeThrown() {
        return Stream.of(
                new NumberFormatException("1e-9999999999"),
                new IllegalArgumentException("port out of range:70000"),
                new NullPointerException(),
                new StackOverflowError(),
                new OutOfMemoryError(),
                new NoClassDefFoundError("x"),
                new JmException("no"));
    }

    @BeforeEach
    void twoMachinesWithAnOddOneBetween() throws IOException {
        fake = new FakeMachines(root);
        store = new FileStore(new StoreLayout(root), "docker-machine", SilentConsole.INSTANCE);
        config("a", "none");
        config("odd", "odd");
        config("z", "none");
    }

    private void config(String name, String driver) throws IOException {
        Files.createDirectories(store.layout().machine(name));
        Files.writeString(
                store.layout().config(name),
                "{\"ConfigVersion\":3,\"DriverName\":\"" + driver + "\",\"Driver\":{\"URL\":\"tcp://" + name + ":1\"},"
                        + "\"HostOptions\":{\"EngineOptions\":{},\"AuthOptions\":{}}}");
    }

    /** Drivers of which the one called odd throws at every question but the end. */
    private MachineDrivers drivers(Throwable thrown) {
        return new MachineDrivers(
                (name, context) -> name.text().equals("odd") ? throwing(thrown) : fake.drivers.open(name, context),
                root,
                fake.console,
                environment(),
                Ticker.system());
    }

    private Environment environment() {
        return fake.environment("jm", "DOCKER_HOST", "tcp://z:1");
    }

    private static Driver throwing(Throwable thrown) {
        return (Driver) Proxy.newProxyInstance(
                ContainmentTest.class.getClassLoader(), new Class<?>[] {Driver.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") || method.getName().equals("load")) {
                        return null;
                    }
                    throw thrown;
                });
    }

    private Listing listing(Throwable thrown) {
        return new Listing(store, drivers(thrown), fake.engine, LIMITS, fake.console, environment(), Ticker.system());
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeThrown")
    void lsShowsTheOthersAndAnErrorRow(Throwable thrown) {
        Listing listing = listing(thrown);
        List<MachineRow> rows = listing.rows(listing.select(new ListFilter(List.of())));
        assertEquals(
                List.of("a", "odd", "z"), rows.stream().map(MachineRow::name).toList());
        assertEquals(
                List.of(MachineState.RUNNING, MachineState.ERROR, MachineState.RUNNING),
                rows.stream().map(MachineRow::state).toList());
        assertTrue(!rows.get(1).error().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeThrown")
    void activeFindsTheOthers(Throwable thrown) {
        assertEquals("z", listing(thrown).active());
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeThrown")
    void aFilterForStatesTakesItForAnError(Throwable thrown) {
        Listing listing = listing(thrown);
        assertEquals(
                List.of("a", "z"),
                listing.select(new ListFilter(List.of("state=Running"))).machines().stream()
                        .map(machine -> machine.name())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeThrown")
    void rmWithForceRemovesItAndTheOthers(Throwable thrown) {
        List<JmException> errors = new Removal(
                        store, drivers(thrown), fake.console, environment(), Ticker.system(), true)
                .remove(List.of("a", "odd", "z"));
        assertEquals(1, errors.size());
        String message = errors.get(0).getMessage();
        assertTrue(message.startsWith("Error removing host \"odd\": "), message);
        assertEquals(List.of(), store.names());
    }

    @ParameterizedTest
    @MethodSource("everythingThatCanBeThrown")
    void whatIsDoneWithManyIsDoneWithTheOthers(Throwable thrown) {
        List<String> done = Collections.synchronizedList(new ArrayList<>());
        List<String> failed = new ArrayList<>();
        MachineDrivers drivers = drivers(thrown);
        try {
            Machines machines = new Machines(store, drivers, fake.console, environment());
            machines.editEach(machines.several(List.of("a", "odd", "z")), (machine, driver) -> {
                driver.url();
                done.add(machine.name());
            });
        } catch (JmException e) {
            failed.add(e.getMessage());
        }
        Collections.sort(done);
        assertEquals(List.of("a", "z"), done);
        assertEquals(1, failed.size());
    }

    @Test
    void aDocumentThatCannotBeReadHasItsRow() throws IOException {
        Files.writeString(store.layout().config("odd"), "[".repeat(100_000));
        Listing listing = listing(new NullPointerException());
        List<MachineRow> rows = listing.rows(listing.select(new ListFilter(List.of())));
        assertEquals(3, rows.size());
        assertEquals(
                "Error getting migrated host: exceeded max depth", rows.get(1).error());
    }
}
