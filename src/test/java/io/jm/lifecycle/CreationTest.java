package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ExitCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.certs.ExpiryWarning;
import io.jm.connection.ConnectionCheck;
import io.jm.console.Console;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.MachineState;
import io.jm.engine.EngineClient;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineVersion;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.store.MachineLock;
import io.jm.store.MachineStore;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.RecordingConsole;
import io.jm.tls.CertificateIssuer;
import io.jm.tls.Expiry;
import io.jm.tls.IssuedClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreationTest {
    private final RecordingConsole lines = new RecordingConsole();
    private final Console console = lines.console();
    private final List<String> saved = new ArrayList<>();
    private final List<String> provisioned = new ArrayList<>();
    private Map<String, String> variables = Map.of();
    private String failAt = "";

    @TempDir
    Path root;

    @Test
    void tellsDockerMachineLinesInOrder() {
        create();
        assertEquals("""
                Running pre-create checks...
                Creating machine...
                Waiting for machine to be running, this may take a few minutes...
                Detecting operating system of created instance...
                Checking connection to Docker...
                Docker is up and running!
                To see how to connect your Docker Client to the Docker Engine running on this virtual machine, run: jm env box
                """, lines.out());
    }

    @Test
    void remembersTheInstanceOfADriverThatFailedHalfWay() {
        failAt = "create";
        JmException failure = assertThrows(JmException.class, this::create);
        assertTrue(failure.getMessage()
                .startsWith("Error creating machine: Error in driver during machine creation: create failed\n"));
        assertTrue(failure.getMessage().contains("jm create --resume box"));
        assertEquals("i-1", saved.get(saved.size() - 1));
    }

    @Test
    void savesBeforeTheDriverCreates() {
        create();
        assertEquals("", saved.get(0));
    }

    @Test
    void savesWhatTheDriverKnowsWhileItStillCreates() {
        create();
        assertEquals(List.of("", "i-1", "i-1", "i-1"), saved);
    }

    @Test
    void refusesWithStatusThreeBeforeAnythingIsSaved() {
        failAt = "check";
        JmException refusal = assertThrows(JmException.class, this::create);
        assertEquals("Error with pre-create check: \"check failed\"", refusal.getMessage());
        assertEquals(ExitCode.PRE_CREATE_FAILED, refusal.exitCode());
        assertEquals(List.of(), saved);
    }

    @Test
    void namesTheStepOfASaveThatFails() {
        failAt = "save";
        JmException failure = assertThrows(JmException.class, this::create);
        assertEquals("Error saving host to store before attempting creation: save failed", failure.getMessage());
    }

    @Test
    void namesTheCheckOfAnEngineThatDoesNotAnswer() {
        failAt = "engine";
        JmException failure = assertThrows(JmException.class, this::create);
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "Error creating machine: Error checking the host: Error checking and/or regenerating the"
                                        + " certs: There was an error validating certificates for host \"192.0.2.5:2376\": engine failed"
                                        + "\nYou can attempt to regenerate them using 'jm regenerate-certs [name]'.\n"),
                failure.getMessage());
    }

    @Test
    void anEngineBehindAJumpHostNeedNotAnswer() {
        failAt = "engine";
        creation()
                .create(
                        machine(),
                        new Cloud(""),
                        new Creation.Wishes(extras -> extras.setSshJump("bastion"), true, false));
        assertTrue(lines.out().contains("To use it through SSH, run: jm context create --ssh box"), lines.out());
        assertFalse(lines.out().contains("Docker is up and running!"), lines.out());
        assertEquals("i-1", saved.get(saved.size() - 1));
    }

    @Test
    void savesWhatTheDriverKnowsWhenTheUserInterrupts() {
        failAt = "interrupt";
        JmException end = assertThrows(JmException.class, this::create);
        assertTrue(Thread.interrupted());
        assertEquals(ExitCode.INTERRUPTED, end.exitCode());
        assertEquals("i-1", saved.get(saved.size() - 1));
    }

    @Test
    void goesOnWithAnInstanceThatExists() throws IOException {
        Path key = Files.writeString(root.resolve("id_rsa"), "key");
        Cloud cloud = new Cloud(key.toString());
        creation().resume(machine(), any -> cloud, true);
        assertFalse(cloud.created);
        assertEquals(List.of("box"), provisioned);
    }

    @Test
    void makesNoSecondInstanceForADriverThatNamesNoKey() {
        Cloud cloud = new Cloud("");
        creation().resume(machine(), any -> cloud, true);
        assertFalse(cloud.created);
    }

    @Test
    void makesTheInstanceAtTheNextTryIfThereIsNone() {
        Cloud cloud = new Cloud(root.resolve("none").toString());
        creation().resume(machine(), any -> cloud, true);
        assertTrue(cloud.created);
    }

    @Test
    void plansWithoutDoingAnything() {
        Cloud cloud = new Cloud("");
        Environment environment = new Environment(Map.of(), root, "jm", false);
        MachineProvisioning provisioning = new MachineProvisioning(
                new StoreLayout(root),
                target -> {
                    throw new IllegalStateException("a plan does not log in");
                },
                new NoIssuer(),
                console,
                environment,
                Ticker.system());

        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("HostOptions").putObject("EngineOptions").put("InstallURL", "https://get.docker.com");
        creation(provisioning).plan(new Machine("box", document), cloud, List.of(), "");

        assertFalse(cloud.created);
        assertEquals(List.of(), saved);
        assertTrue(lines.out().contains("sudo systemctl -f restart docker\n"));
    }

    @Test
    void waitsForAHostThatExistsAsLongAsTheSettingsOfSshSay() {
        variables = Map.of("MACHINE_SSH_ATTEMPTS", "2", "MACHINE_SSH_RETRY_INTERVAL", "1ms");
        JmException failure = assertThrows(
                JmException.class,
                () -> creation()
                        .create(
                                machine(),
                                new IdleDriver(driverContext()) {
                                    @Override
                                    public Capabilities capabilities() {
                                        return Capabilities.EXISTING_HOST;
                                    }

                                    @Override
                                    public MachineState state() {
                                        return MachineState.STOPPED;
                                    }
                                },
                                Creation.Wishes.NONE));
        assertTrue(
                failure.getMessage()
                        .startsWith("Error creating machine: Error waiting for machine to be running: Maximum number of"
                                + " retries (2) exceeded\nlast cause: its state is Stopped"),
                failure.getMessage());
    }

    @Test
    void aPlanMakesTheChecksThatAskNobody() {
        failAt = "local check";
        Cloud cloud = new Cloud("");
        JmException refusal = assertThrows(JmException.class, () -> creation().plan(machine(), cloud, List.of(), ""));
        assertEquals("Error with pre-create check: \"local check failed\"", refusal.getMessage());
        assertEquals(ExitCode.PRE_CREATE_FAILED, refusal.exitCode());
        assertEquals("", lines.out());
    }

    private static final class NoIssuer implements CertificateIssuer {
        @Override
        public IssuedClient issueClient(Path ca, Path caKey, String organization, Duration lifetime) {
            throw new AssertionError();
        }

        @Override
        public void issueCa(Path certificate, Path key, String organization) {
            throw new IllegalStateException("a plan makes no certificates");
        }

        @Override
        public void renewCa(Path certificate, Path key) {
            throw new IllegalStateException("a plan makes no certificates");
        }

        @Override
        public void issueClient(Path certificate, Path key, Path caCertificate, Path caKey, String organization) {
            throw new IllegalStateException("a plan makes no certificates");
        }

        @Override
        public void issueServer(
                Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts) {
            throw new IllegalStateException("a plan makes no certificates");
        }

        @Override
        public void certifyServer(
                Path certificate, Path key, Path caCertificate, Path caKey, String organization, List<String> hosts) {
            throw new IllegalStateException("a plan makes no certificates");
        }
    }

    private void create() {
        creation().create(machine(), new Cloud(""), Creation.Wishes.NONE);
    }

    private static Machine machine() {
        return new Machine("box", JsonNodeFactory.instance.objectNode());
    }

    private Creation creation() {
        return creation(new Provisioned());
    }

    private Creation creation(Provisioning provisioning) {
        Store store = new Store();
        Environment environment = new Environment(variables, root, "jm", false);
        return new Creation(
                store,
                provisioning,
                new ConnectionCheck(
                        store.layout(),
                        new Engine(),
                        environment,
                        new ExpiryWarning(console, environment, Ticker.system())),
                () -> {},
                console,
                environment,
                Ticker.system(),
                true);
    }

    private DriverContext driverContext() {
        return new DriverContext("box", root, console, new Environment(Map.of(), root, "jm", false), Ticker.system());
    }

    private void reach(String step) {
        if (failAt.equals(step)) {
            throw new JmException(step + " failed");
        }
    }

    private final class Provisioned extends NoProvisioning {
        @Override
        public void provisionNew(Machine machine, Driver driver) {
            provisioned.add(machine.name());
            if (failAt.equals("interrupt")) {
                Thread.currentThread().interrupt();
                Ticker.system().sleep(Duration.ofSeconds(1));
            }
        }

        @Override
        public void provision(Machine machine, Driver driver) {}

        @Override
        public void awaitEngine(Machine machine, Driver driver) {}
    }

    private final class Engine implements EngineClient {
        @Override
        public EngineVersion about(String url, EngineTls tls, Duration deadline) {
            return new EngineVersion("28.2.2", "1.50");
        }

        @Override
        public Expiry checkTls(String authority, EngineTls tls, Duration deadline) {
            reach("engine");
            return new Expiry(Expiry.Owner.ENGINE, Instant.MAX);
        }
    }

    private final class Store implements MachineStore {
        @Override
        public Machine peek(String name) {
            return load(name);
        }

        @Override
        public StoreLayout layout() {
            return new StoreLayout(root);
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public boolean exists(String name) {
            return false;
        }

        @Override
        public Machine load(String name) {
            return machine();
        }

        @Override
        public void save(Machine machine) {
            reach("save");
            directory();
            saved.add(machine.driver().path("Instance").asText());
        }

        private void directory() {
            try {
                Files.createDirectories(layout().machine("box"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void update(Machine machine) {
            save(machine);
        }

        @Override
        public void add(Machine machine, Map<String, byte[]> files) {
            save(machine);
            files.forEach((name, content) -> {
                try {
                    Files.write(layout().machine("box").resolve(name), content);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public void add(String name, byte[] config, Map<String, byte[]> files) {}

        @Override
        public MachineLock reserve(String name) {
            return () -> {};
        }

        @Override
        public MachineLock lock(String name) {
            return () -> {};
        }

        @Override
        public void breakLock(String name) {}

        @Override
        public void remove(String name) {}
    }

    /** A driver that has an instance as soon as it begins to create. */
    private final class Cloud extends IdleDriver {
        private final String key;
        private boolean created;

        Cloud(String key) {
            super(driverContext());
            this.key = key;
        }

        @Override
        public void create() {
            created = true;
            fields.put("Instance", "i-1");
            save();
            reach("create");
        }

        @Override
        public void preCreateCheck() {
            reach("check");
        }

        @Override
        public void checkLocally() {
            reach("local check");
        }

        @Override
        public String sshKeyPath() {
            return key;
        }
    }
}
