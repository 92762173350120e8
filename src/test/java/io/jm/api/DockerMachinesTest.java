package io.jm.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.cli.LiveContext;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineState;
import io.jm.go.json.JsonReader;
import io.jm.machine.Machine;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.OwnDrivers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerMachinesTest {
    private static final MachineSpec RECORD = MachineSpec.of("none").with("url", "tcp://192.0.2.5:2376");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private IssuedStore store;
    private DockerMachines machines;

    @BeforeEach
    void openStore(@TempDir Path directory) throws IOException {
        store = new IssuedStore(directory);
        machines = new DockerMachines(store.environment(), log::add, LiveContext::new);
    }

    private static void assertCode(String code, Runnable call) {
        DockerMachineException failure = assertThrows(DockerMachineException.class, call::run);
        assertEquals(code, failure.code(), failure.getMessage());
        assertNotNull(failure.getMessage());
    }

    @Test
    void createsListsAndRemovesAMachine() {
        assertEquals(List.of(), machines.list());
        assertFalse(machines.exists("box"));
        machines.create("box", RECORD);
        DockerMachine box = new DockerMachine("box", "none", DockerMachine.State.RUNNING, "tcp://192.0.2.5:2376", "");
        assertTrue(machines.exists("box"));
        assertEquals(box, machines.get("box"));
        assertEquals(List.of(box), machines.list());
        machines.remove("box");
        assertEquals(List.of(), machines.list());
    }

    @Test
    void theCommandSeesTheSameMachines() {
        machines.create("box", RECORD);
        assertEquals("box\n", store.jm().run("ls", "-q").succeeded().out());
        store.jm().run("rm", "-y", "box").succeeded();
        assertFalse(machines.exists("box"));
    }

    @Test
    void createTakesTheOptionsOfTheCommand() throws IOException {
        machines.create(
                "box",
                RECORD.with("engine-label", "a=1", "b=2").with("group", "web").with("swarm-master", "true"));
        Machine box = store.files.load("box");
        assertEquals(
                "[\"a=1\",\"b=2\"]",
                box.hostOptions().at("/EngineOptions/Labels").toString());
        assertTrue(box.swarm().master());
        assertTrue(Files.readString(store.layout.extras("box")).contains("\"web\""));
    }

    @Test
    void aSpecCanBeSharedAndVaried() {
        MachineSpec other = RECORD.with("url", "tcp://192.0.2.6:2376");
        machines.create("a", RECORD);
        machines.create("b", other);
        assertEquals(
                List.of("tcp://192.0.2.5:2376", "tcp://192.0.2.6:2376"),
                machines.list().stream().map(DockerMachine::url).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--url", "-d", "url=x", "driver", "resume", "plan", "count", "help"})
    void aSpecRefusesWhatIsNoOptionOfAMachine(String option) {
        assertThrows(IllegalArgumentException.class, () -> RECORD.with(option, "x"));
    }

    @Test
    void aSpecNeedsADriverAndValues() {
        assertThrows(IllegalArgumentException.class, () -> MachineSpec.of(""));
        assertThrows(IllegalArgumentException.class, () -> RECORD.with("url"));
    }

    @Test
    void failuresHaveTheCodesOfTheCommand() throws IOException {
        machines.create("box", RECORD);
        assertCode("exists", () -> machines.create("box", RECORD));
        assertCode("usage", () -> machines.create("new", RECORD.with("no-such-option", "x")));
        assertCode("driver-not-found", () -> machines.create("new", MachineSpec.of("nosuch")));
        assertCode("", () -> machines.create("a_b", RECORD));
        for (String name : List.of("nobody", "", "..", "-y", "--help")) {
            assertCode("no-such-machine", () -> machines.get(name));
            assertCode("no-such-machine", () -> machines.environment(name));
            assertCode("no-such-machine", () -> machines.exec(name, List.of("true")));
            assertCode("no-such-machine", () -> machines.start(name));
            assertCode("no-such-machine", () -> machines.stop(name));
            assertCode("no-such-machine", () -> machines.remove(name));
            assertFalse(machines.exists(name));
        }
        assertThrows(IllegalArgumentException.class, () -> machines.exec("box", List.of()));
        assertEquals(1, machines.list().size());
    }

    @Test
    void aMachineThatCannotBeReadIsListedWithItsError() throws IOException {
        machines.create("box", RECORD);
        machines.create("broken", RECORD);
        Files.writeString(store.layout.config("broken"), "{");
        DockerMachine broken = machines.list().get(1);
        assertEquals("broken", broken.name());
        assertEquals("", broken.driver());
        assertEquals(DockerMachine.State.ERROR, broken.state());
        assertFalse(broken.error().isEmpty());
        assertEquals(broken, machines.get("broken"));
        assertCode("store", () -> machines.environment("broken"));
    }

    @ParameterizedTest
    @EnumSource
    void everyStateHasItsName(MachineState state) {
        String expected = state == MachineState.NONE ? "UNKNOWN" : state.name();
        assertEquals(expected, DockerMachine.State.of(state).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://192.0.2.5:2376", "unix:///var/run/docker.sock"})
    void theEnvironmentIsThatOfTheCommand(String url) throws IOException {
        store.ca(IssuedStore.LONG).client(IssuedStore.LONG);
        machines.create("box", MachineSpec.of("none").with("url", url));
        String printed =
                store.jm().run("env", "--shell", "json", "box").succeeded().out();
        Map<String, String> expected = new HashMap<>();
        JsonNode document = JsonReader.read(printed.getBytes(StandardCharsets.UTF_8));
        for (Map.Entry<String, JsonNode> one : document.properties()) {
            expected.put(one.getKey(), one.getValue().asText(""));
        }
        Map<String, String> variables = machines.environment("box");
        assertEquals(expected, variables);
        assertEquals("box", variables.get("DOCKER_MACHINE_NAME"));
        assertEquals(url.startsWith("tcp") ? "1" : "", variables.get("DOCKER_TLS_VERIFY"));
        assertThrows(UnsupportedOperationException.class, () -> variables.put("DOCKER_HOST", "x"));
    }

    @Test
    void theEngineIsContactedIfTheCallerWantsThat() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        machines.create("box", MachineSpec.of("none").with("url", "tcp://127.0.0.1:" + closed));
        assertEquals(machines.environment("box"), machines.environment("box", false));
        assertThrows(DockerMachineException.class, () -> machines.environment("box", true));
    }

    @Test
    void startsAndStopsAMachine() {
        List<String> calls = new ArrayList<>();
        DockerMachines cloud = ofDriver(context -> new Cloud(context, calls));
        store.machine("box", "cloud", "192.0.2.5", 2376, 22);
        cloud.stop("box");
        assertEquals(DockerMachine.State.STOPPED, cloud.get("box").state());
        assertThrows(DockerMachineException.class, () -> cloud.stop("box"));
        cloud.start("box");
        assertEquals(DockerMachine.State.RUNNING, cloud.get("box").state());
        assertThrows(DockerMachineException.class, () -> cloud.start("box"));
        assertEquals(List.of("stop", "start", "engine"), calls);
        assertTrue(log.contains("Machine \"box\" was started."), log::toString);
    }

    private DockerMachines ofDriver(Function<DriverContext, Driver> driver) {
        return new DockerMachines(
                store.environment(),
                log::add,
                (environment, console, globals, line) -> new OwnDrivers(
                        new LiveContext(environment, console, globals, line),
                        (name, context) -> driver.apply(context),
                        new Engine()));
    }

    @Test
    void logLinesGoToTheListener() {
        machines.create("box", RECORD);
        assertTrue(log.contains("Creating machine..."), log::toString);
        log.clear();
        List<String> other = new ArrayList<>();
        machines.withLog(other::add).remove("box");
        assertEquals(List.of(), log);
        assertTrue(other.contains("Successfully removed box"), other::toString);
    }

    @Test
    void variablesOfTheCallerReplaceThoseOfTheProcess(@TempDir Path directory) {
        machines.withVariables(Map.of("MACHINE_STORAGE_PATH", directory.toString()))
                .create("other", RECORD);
        assertTrue(Files.exists(directory.resolve("machines/other/config.json")));
        assertEquals(List.of(), machines.list());
        DockerMachines there = DockerMachines.inStore(directory).withVariables(Map.of("HOME", directory.toString()));
        assertEquals("other", there.list().get(0).name());
    }

    @Test
    void anInterruptedThreadStaysInterrupted() {
        machines.create("box", RECORD);
        Thread.currentThread().interrupt();
        try {
            assertCode("cancelled", () -> machines.remove("box"));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
        assertTrue(machines.exists("box"));
    }

    @Test
    void severalThreadsMayUseIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String name = "box-" + i;
                running.add(threads.submit(() -> machines.create(name, RECORD)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(8, machines.list().size());
    }

    private final class Engine extends NoProvisioning {
        @Override
        public void awaitEngine(Machine machine, Driver driver) {
            ((Cloud) driver).calls.add("engine");
        }
    }

    /** Remembers its state in what the calls were. */
    private static final class Cloud extends IdleDriver {
        private final List<String> calls;

        Cloud(DriverContext context, List<String> calls) {
            super(context);
            this.calls = calls;
        }

        @Override
        public void start() {
            calls.add("start");
        }

        @Override
        public void stop() {
            calls.add("stop");
        }

        @Override
        public String url() {
            return state() == MachineState.RUNNING ? super.url() : "";
        }

        @Override
        public MachineState state() {
            boolean stopped = !calls.isEmpty() && calls.get(calls.size() - 1).equals("stop");
            return stopped ? MachineState.STOPPED : MachineState.RUNNING;
        }
    }
}
