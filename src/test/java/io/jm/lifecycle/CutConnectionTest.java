package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.certs.ExpiryWarning;
import io.jm.connection.ConnectionCheck;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverOptions;
import io.jm.drivers.MachineDrivers;
import io.jm.drivers.generic.GenericDriver;
import io.jm.engine.EngineClient;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineVersion;
import io.jm.go.json.JsonReader;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.provision.Distribution;
import io.jm.provision.HostSetup;
import io.jm.provision.SetupOptions;
import io.jm.provision.distro.Distros;
import io.jm.provision.engine.MachineCertificates;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.OsRelease;
import io.jm.store.EngineOption;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedHost;
import io.jm.testkit.SetTicker;
import io.jm.testkit.SilentConsole;
import io.jm.tls.Expiry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection is lost after every possible number of remote commands of a create. */
class CutConnectionTest {
    private static final String OS = "ID=debian\nVERSION_ID=\"12\"\n";
    private static final int NEVER = Integer.MAX_VALUE;

    private final RecordingConsole lines = new RecordingConsole();
    private final SetTicker clock = new SetTicker(Instant.now());

    @TempDir
    Path folder;

    /** One store with one machine on one host. */
    private final class World extends NoProvisioning implements EngineClient {
        final ScriptedHost host = new ScriptedHost(OS);
        final FileStore store;
        final Environment environment;
        final int port;

        World(Path root, int port) {
            this.store = new FileStore(new StoreLayout(root), "docker-machine", SilentConsole.INSTANCE);
            this.environment = new Environment(Map.of(), root, "jm", false);
            this.port = port;
        }

        Driver open(Machine machine) {
            GenericDriver driver = new GenericDriver(
                    new DriverContext("box", store.layout().root(), lines.console(), environment, clock),
                    restarting -> {
                        throw new IllegalStateException("nothing restarts");
                    });
            driver.load(machine.driver());
            return driver;
        }

        Machine machine() {
            Machine machine = new MachineDocument(
                            store.layout(), "box", new MachineDocument.Certificates("", "", "", ""))
                    .machine("box", "generic");
            EngineOption.INSTALL_URL.set(
                    machine, new DriverOptions(Map.of("engine-install-url", Distribution.INSTALL_SCRIPT)));
            GenericDriver driver = (GenericDriver) open(machine);
            driver.configure(new DriverOptions(Map.of(
                    "generic-ip-address", "127.0.0.1", "generic-ssh-port", (long) port, "generic-engine-port", 2376L)));
            return machine.withDriver(driver.config());
        }

        Creation creation() {
            return new Creation(
                    store,
                    this,
                    new ConnectionCheck(
                            store.layout(), this, environment, new ExpiryWarning(lines.console(), environment, clock)),
                    () -> {},
                    lines.console(),
                    environment,
                    clock,
                    true);
        }

        /** Whether the create came to its end before the connection was cut. */
        boolean create(int commands) {
            host.commandsUntilCut = commands;
            Machine machine = machine();
            try {
                creation().create(machine, open(machine), Creation.Wishes.NONE);
                return true;
            } catch (JmException e) {
                assertTrue(e.getMessage().contains("create --resume box"), e.getMessage());
                return false;
            } finally {
                host.commandsUntilCut = NEVER;
            }
        }

        @Override
        public void provisionNew(Machine machine, Driver driver) {
            provision(machine, driver);
        }

        @Override
        public void provision(Machine machine, Driver driver) {
            HostFacts facts = HostFacts.parse(host.query(HostFacts.COMMAND).output());
            Distribution debian = Distros.find(OsRelease.parse(OS), facts);
            MachineCertificates certificates = () -> new MachineCertificates.Issued("CA", "CERT", "KEY");
            SetupOptions setup = new SetupOptions(machine.name(), driver.driverName(), machine.engine(), 2376);
            new HostSetup(new Host(host, facts), debian, setup, certificates, lines.console()).run();
        }

        @Override
        public void awaitEngine(Machine machine, Driver driver) {}

        @Override
        public EngineVersion about(String url, EngineTls tls, Duration deadline) {
            return new EngineVersion("28.2.2", "1.50");
        }

        @Override
        public Expiry checkTls(String authority, EngineTls tls, Duration deadline) {
            return new Expiry(Expiry.Owner.ENGINE, Instant.MAX);
        }

        JsonNode config() throws IOException {
            return JsonReader.read(Files.readAllBytes(store.layout().config("box")));
        }
    }

    /** What is done about a create that was cut. */
    private interface Repair {
        void on(World world);
    }

    /** Cuts after no command, after one, after two, until a create is through; returns how many were cut. */
    private int afterEveryCut(Repair repair) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Thread answering = new Thread(() -> acceptAll(listening));
            answering.setDaemon(true);
            answering.start();
            World whole = new World(folder.resolve("whole"), listening.getLocalPort());
            assertTrue(whole.create(NEVER));
            for (int commands = 0; ; commands++) {
                World world = new World(folder.resolve("cut" + commands), listening.getLocalPort());
                boolean through = world.create(commands);
                assertEquals(
                        "127.0.0.1",
                        world.config().path("Driver").path("IPAddress").asText());
                if (through) {
                    return commands;
                }
                repair.on(world);
                if (world.store.exists("box")) {
                    assertEquals(whole.host.files, world.host.files, "cut after " + commands);
                    assertTrue(world.host.restarts > 0, "cut after " + commands);
                }
            }
        }
    }

    private static void acceptAll(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                listening.accept().close();
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void resumeFinishesTheWork() throws IOException {
        int cuts = afterEveryCut(world -> {
            Machine machine = world.store.load("box");
            world.creation().resume(machine, world::open, true);
        });
        assertTrue(cuts > 20, cuts + " cuts");
    }

    @Test
    void provisionFinishesTheWork() throws IOException {
        afterEveryCut(world -> {
            Machine machine = world.store.load("box");
            world.provision(machine, world.open(machine));
        });
    }

    @Test
    void removalForgetsTheMachine() throws IOException {
        afterEveryCut(world -> {
            MachineDrivers drivers = new MachineDrivers(
                    (name, context) -> world.open(world.store.load("box")),
                    world.store.layout().root(),
                    lines.console(),
                    world.environment,
                    clock);
            List<JmException> errors = new Removal(
                            world.store, drivers, lines.console(), world.environment, Ticker.system(), false)
                    .remove(List.of("box"));
            assertEquals(List.of(), errors);
            assertFalse(Files.exists(world.store.layout().machine("box")));
        });
    }
}
