package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.certs.CaRotation;
import io.jm.certs.CertificateFiles;
import io.jm.certs.DirectoryCertificates;
import io.jm.console.Console;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.drivers.MachineDrivers;
import io.jm.engine.EngineTls;
import io.jm.engine.SocketEngineClient;
import io.jm.go.json.JsonReader;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.os.AtomicFile;
import io.jm.os.FileLock;
import io.jm.provision.engine.MachineCertificates;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.MutualTls;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.Recorded;
import io.jm.testkit.SilentConsole;
import io.jm.tls.PemFile;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rotation at engines with real TLS, interrupted at each of its steps. */
class AuthorityRotationTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Path hosts = Path.of("");
    private IssuedStore store;
    private final Map<String, MutualTls> engines = new TreeMap<>();
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Set<String> down = new TreeSet<>();

    /** The process is killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void aStoreWithTwoEngines(@TempDir Path directory) throws Exception {
        hosts = Files.createDirectories(directory.resolve("hosts"));
        store = new IssuedStore(directory);
        store.ca(IssuedStore.LONG).client(IssuedStore.LONG);
        for (String name : new String[] {"a", "b"}) {
            Files.createDirectories(store.layout.machine(name));
            store.server(name, IssuedStore.LONG, "127.0.0.1");
            Path host = Files.createDirectories(hosts.resolve(name));
            Files.copy(store.layout.caCert(), host.resolve("ca.pem"));
            Files.copy(store.layout.serverCert(name), host.resolve("server.pem"));
            Files.copy(store.layout.serverKey(name), host.resolve("server-key.pem"));
            restart(name);
            store.machine(
                    name,
                    "cloud",
                    "127.0.0.1",
                    Objects.requireNonNull(engines.get(name)).port(),
                    22);
        }
    }

    @AfterEach
    void stopEngines() throws IOException {
        for (MutualTls engine : engines.values()) {
            engine.close();
        }
    }

    private void restart(String name) throws IOException, GeneralSecurityException {
        MutualTls old = engines.get(name);
        int port = 0;
        if (old != null) {
            port = old.port();
            old.close();
        }
        Path host = hosts.resolve(name);
        engines.put(
                name,
                MutualTls.start(
                        host.resolve("server.pem"), host.resolve("server-key.pem"), host.resolve("ca.pem"), port));
        ports.put(name, Objects.requireNonNull(engines.get(name)).port());
    }

    /** Prints nothing, and kills the process at the n-th log message. */
    private static Console killing(int at, AtomicInteger messages) {
        return (Console) Proxy.newProxyInstance(
                Console.class.getClassLoader(), new Class<?>[] {Console.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("info") && messages.incrementAndGet() == at) {
                        throw new Killed();
                    }
                    return method.invoke(SilentConsole.INSTANCE, arguments);
                });
    }

    private AuthorityRotation rotation(Console console) {
        MachineDrivers drivers = new MachineDrivers(
                (name, context) -> new IdleDriver(context) {
                    @Override
                    public Capabilities capabilities() {
                        return Capabilities.INSTANCE;
                    }

                    @Override
                    public MachineState state() {
                        return down.contains(context.machineName()) ? MachineState.STOPPED : MachineState.RUNNING;
                    }

                    @Override
                    public String ip() {
                        return "127.0.0.1";
                    }

                    @Override
                    public String url() {
                        return "tcp://127.0.0.1:" + ports.get(context.machineName());
                    }
                },
                store.layout.root(),
                console,
                store.environment(),
                Ticker.system());
        return new AuthorityRotation(
                store.files,
                drivers,
                host(console),
                new CaRotation(
                        store.layout, new X509Issuer(Ticker.system()), console, store.environment(), Ticker.system()),
                console,
                store.environment());
    }

    /** Does what is done on a host: writes one file after the other, and restarts the engine. */
    private Provisioning host(Console console) {
        return new NoProvisioning() {
            @Override
            public void certify(Machine machine, Driver driver, Path trusted) {
                MachineCertificates.Issued issued = new DirectoryCertificates(
                                CertificateFiles.of(store.layout, machine),
                                machine,
                                "127.0.0.1",
                                "",
                                false,
                                new X509Issuer(Ticker.system()),
                                store.environment(),
                                Ticker.system())
                        .issueServer(trusted);
                try {
                    Path host = hosts.resolve(machine.name());
                    console.info("certificates are issued");
                    Files.writeString(host.resolve("ca.pem"), issued.ca());
                    console.info("ca.pem is written");
                    Files.writeString(host.resolve("server.pem"), issued.certificate());
                    Files.writeString(host.resolve("server-key.pem"), issued.key());
                    console.info("all files are written");
                    restart(machine.name());
                    console.info("the engine is restarted");
                } catch (IOException | GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    /** The way of jm, by config.json, and the way of docker, by the copies in the machine directory. */
    private void isReachable(String name, String when) {
        Machine machine = store.files.load(name);
        Path copies = store.layout.machine(name);
        EngineTls docker =
                new EngineTls(copies.resolve("ca.pem"), copies.resolve("cert.pem"), copies.resolve("key.pem"));
        for (EngineTls files :
                new EngineTls[] {CertificateFiles.of(store.layout, machine).client(), docker}) {
            try {
                new SocketEngineClient().checkTls("127.0.0.1:" + ports.get(name), files, LIMIT);
            } catch (JmException e) {
                throw new AssertionError(name + " is lost " + when + " with " + files, e);
            }
        }
    }

    private void isRotated(Path formerCa, EngineTls formerClient) {
        assertNull(CaRotation.retired(store.layout));
        assertNotEquals(
                PemFile.certificates(formerCa),
                PemFile.certificates(store.layout.caCert()),
                "the CA is the former one");
        for (String name : engines.keySet()) {
            isReachable(name, "at the end");
            assertFalse(new ExtrasFile(store.layout.extras(name)).trustsFormerCa());
            assertThrows(
                    JmException.class,
                    () -> new SocketEngineClient().checkTls("127.0.0.1:" + ports.get(name), formerClient, LIMIT),
                    name + " lets the former client in");
            assertEquals(
                    store.layout.caCert(),
                    CertificateFiles.of(store.layout, store.files.load(name)).caCert());
        }
    }

    private EngineTls former(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path cert = Files.copy(store.layout.clientCert(), directory.resolve("cert.pem"));
        Path key = Files.copy(store.layout.clientKey(), directory.resolve("key.pem"));
        Files.copy(store.layout.caCert(), directory.resolve("ca.pem"));
        // an attacker skips the check of the server, so that only the engine's verdict counts
        return new EngineTls(store.layout.caCert(), cert, key);
    }

    @Test
    void allMachinesGetTheNewCa() throws IOException {
        EngineTls former = former(hosts.resolve("former"));
        assertEquals(Map.of(), rotation(SilentConsole.INSTANCE).run());
        isRotated(hosts.resolve("former/ca.pem"), former);
    }

    /** A thread that dies of it reports it as the failure of its machine. */
    private boolean runAndDie(int at, AtomicInteger messages) {
        try {
            rotation(killing(at, messages)).run();
            return messages.get() >= at;
        } catch (Killed e) {
            return true;
        } catch (JmException e) {
            assertTrue(e.getMessage().contains("Killed"), e.getMessage());
            return true;
        }
    }

    @Test
    void killedAtAnyStepEachMachineIsReachableAndTheNextRunGoesOn() throws IOException {
        // each step of a rotation that starts afresh, and then the whole rest; with one machine, since keys take time
        store.files.remove("b");
        Objects.requireNonNull(engines.remove("b")).close();
        for (int at = 1; at < 40; at++) {
            AtomicInteger messages = new AtomicInteger();
            EngineTls former = former(hosts.resolve("former-" + at));
            boolean killed = runAndDie(at, messages);
            isReachable("a", "after step " + at);
            if (!killed) {
                assertTrue(at > 12, "only " + at + " steps");
                return;
            }
            assertEquals(Map.of(), rotation(SilentConsole.INSTANCE).run());
            isRotated(hosts.resolve("former-" + at + "/ca.pem"), former);
        }
        throw new AssertionError("no end");
    }

    @Test
    void whatAnInterruptedStepLeftIsDeleted() throws IOException {
        Path deleted = store.layout.certs().resolve(".old-2020-01-31.unfinished");
        Path unissued = store.layout.certs().resolve(".next.unfinished");
        for (Path left : new Path[] {deleted, unissued}) {
            Files.writeString(Files.createDirectories(left).resolve("ca-key.pem"), "secret");
        }
        store.jm().run("certs", "renew", "--client").succeeded();
        assertFalse(Files.exists(deleted));
        assertFalse(Files.exists(unissued));
    }

    @Test
    void aRotationThatAnotherProcessBeginsMeanwhileGoesOn() throws Exception {
        CaRotation files = new CaRotation(
                store.layout,
                new X509Issuer(Ticker.system()),
                SilentConsole.INSTANCE,
                store.environment(),
                Ticker.system());
        Path begun = store.layout.certs().resolve("old-2020-01-31");
        FutureTask<Path> late = new FutureTask<>(files::retire);
        try (FileLock other = FileLock.acquire(store.layout.certsLock(), LIMIT, file -> {})) {
            new Thread(late).start();
            assertThrows(TimeoutException.class, () -> late.get(100, TimeUnit.MILLISECONDS));
            Files.createDirectories(begun);
        }
        assertEquals(begun, late.get());
    }

    @Test
    void aMachineThatRecordsAnotherPathToTheStoreIsRotatedToo() throws IOException {
        EngineTls former = former(hosts.resolve("former"));
        Path link = Files.createSymbolicLink(hosts.resolve("link"), store.layout.root());
        String config = Files.readString(store.layout.config("b"));
        Files.writeString(
                store.layout.config("b"),
                config.replace(
                        store.layout.certs().toString(), link.resolve("certs").toString()));
        down.add("b");
        rotation(SilentConsole.INSTANCE).run();
        isReachable("b", "while it is down");
        down.clear();
        rotation(SilentConsole.INSTANCE).run();
        isRotated(hosts.resolve("former/ca.pem"), former);
    }

    @Test
    void aMachineThatIsDownStaysOnTheFormerCaUntilTheNextRun() throws IOException {
        EngineTls former = former(hosts.resolve("former"));
        down.add("b");
        Map<String, JmException> left = rotation(SilentConsole.INSTANCE).run();
        assertEquals(Set.of("b"), left.keySet());
        isReachable("a", "after the first run");
        isReachable("b", "after the first run");
        byte[] ca = Files.readAllBytes(store.layout.caCert());
        assertEquals(Set.of("b"), rotation(SilentConsole.INSTANCE).run().keySet());
        assertEquals(new String(ca), Files.readString(store.layout.caCert()), "a second run made a third CA");
        down.clear();
        assertEquals(Map.of(), rotation(SilentConsole.INSTANCE).run());
        isRotated(hosts.resolve("former/ca.pem"), former);
    }

    /** Gives the machine "b" the config.json that docker-machine 0.16.2 wrote for a machine, and returns its options. */
    private JsonNode recordedByDockerMachine() throws IOException {
        String config = new String(Recorded.bytes("/json/config-live.json"), StandardCharsets.UTF_8)
                .replace("@S@", store.layout.root().toString())
                .replace("machines/live", "machines/b")
                .replace("\"live\"", "\"b\"")
                .replace("\"DriverName\": \"none\"", "\"DriverName\": \"cloud\"");
        Files.writeString(store.layout.config("b"), config);
        return options();
    }

    private JsonNode options() throws IOException {
        return JsonReader.read(Files.readAllBytes(store.layout.config("b"))).get("HostOptions");
    }

    @Test
    void aMachineOfDockerMachineIsRotatedAndItsOptionsAreAsItRecordedThem() throws IOException {
        JsonNode recorded = recordedByDockerMachine();
        EngineTls former = former(hosts.resolve("former"));
        down.add("b");
        Map<String, JmException> left = rotation(SilentConsole.INSTANCE).run();
        assertEquals(Set.of("b"), left.keySet());
        // docker-machine reads the files that these name, and the copies in the machine directory
        JsonNode auth = options().get("AuthOptions");
        Path retired = Objects.requireNonNull(CaRotation.retired(store.layout));
        for (String key : List.of("CaCertPath", "CaPrivateKeyPath", "ClientCertPath", "ClientKeyPath")) {
            Path file = Path.of(auth.get(key).asText());
            assertEquals(retired, file.getParent(), key);
            assertTrue(Files.exists(file), key);
        }
        assertEquals(recorded.get("AuthOptions").get("StorePath"), auth.get("StorePath"));
        assertEquals(recorded.get("AuthOptions").get("ServerCertPath"), auth.get("ServerCertPath"));
        isReachable("b", "while it is down");

        down.clear();
        assertEquals(Map.of(), rotation(SilentConsole.INSTANCE).run());
        isRotated(hosts.resolve("former/ca.pem"), former);
        assertEquals(recorded, options());
    }

    @Test
    void anAdoptedEngineIsLeftToItsAdministrator() throws Exception {
        new ExtrasFile(store.layout.extras("b")).setAdopted(true);
        AuthorityRotation rotation = rotation(SilentConsole.INSTANCE);
        assertEquals(List.of("a", "b"), rotation.affected());
        assertEquals(List.of("a"), rotation.restarting(rotation.affected()));
        String certificate = Files.readString(hosts.resolve("b/server.pem"));
        Map<String, JmException> left = rotation.run();
        assertEquals(Set.of("b"), left.keySet());
        String reason = Objects.requireNonNull(left.get("b")).getMessage();
        assertTrue(reason.startsWith("its engine is managed elsewhere, and does not accept the new CA yet: "), reason);
        assertEquals(certificate, Files.readString(hosts.resolve("b/server.pem")));
        isReachable("a", "after the rotation");
        isReachable("b", "after the rotation");

        Path host = hosts.resolve("b");
        new X509Issuer(Ticker.system())
                .issueServer(
                        host.resolve("server.pem"),
                        host.resolve("server-key.pem"),
                        store.layout.caCert(),
                        store.layout.caKey(),
                        "admin",
                        List.of("127.0.0.1"));
        Files.copy(store.layout.caCert(), host.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
        restart("b");
        assertEquals(Map.of(), rotation(SilentConsole.INSTANCE).run());
        isReachable("b", "when its administrator has renewed it");
        assertNull(CaRotation.retired(store.layout));
    }

    @Test
    void aMachineThatCannotBeReadStopsItBeforeAnythingIsChanged() throws IOException {
        Files.writeString(store.layout.config("b"), "{");
        byte[] ca = Files.readAllBytes(store.layout.caCert());
        assertThrows(JmException.class, () -> rotation(SilentConsole.INSTANCE).affected());
        assertEquals(new String(ca), Files.readString(store.layout.caCert()));
    }

    @Test
    void theKeyInWrongHandsIsOfNoUseAfterwards() throws IOException {
        byte[] key = Files.readAllBytes(store.layout.clientKey());
        byte[] caKey = Files.readAllBytes(store.layout.caKey());
        rotation(SilentConsole.INSTANCE).run();
        assertNotEquals(new String(key), Files.readString(store.layout.clientKey()));
        assertNotEquals(new String(caKey), Files.readString(store.layout.caKey()));
        assertEquals("rw-------", AtomicFile.mode(store.layout.caKey()));
    }
}
