package io.jm.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.certs.ExpiryWarning;
import io.jm.connection.ConnectionCheck;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.engine.EngineClient;
import io.jm.engine.EngineTls;
import io.jm.engine.EngineVersion;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.machine.StoreLayout;
import io.jm.os.Environment;
import io.jm.provision.distro.Distros;
import io.jm.provision.host.Host;
import io.jm.provision.host.HostFacts;
import io.jm.provision.host.OsRelease;
import io.jm.store.FileStore;
import io.jm.store.MachineDocument;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.RecordingConsole;
import io.jm.testkit.ScriptedHost;
import io.jm.tls.Expiry;
import io.jm.tls.X509Issuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionTest {
    private static final String DEBIAN = "ID=debian\nVERSION_ID=\"12\"\n";
    private static final Creation.Wishes ADOPTED = new Creation.Wishes(extras -> {}, true, true);

    private final ScriptedHost remote = new ScriptedHost(DEBIAN);
    private final RecordingConsole console = new RecordingConsole();
    private String refusal = "";

    @TempDir
    Path root;

    @BeforeEach
    void anEngineRuns() {
        remote.engineVersion = "28.2.2";
    }

    private FileStore store() {
        return new FileStore(new StoreLayout(root), "jm", console.console());
    }

    private Environment environment() {
        return new Environment(Map.of(), root, "jm", false);
    }

    private Creation creation() {
        Environment environment = environment();
        ExpiryWarning expiry = new ExpiryWarning(console.console(), environment, Ticker.system());
        return new Creation(
                store(),
                new OnHost(),
                new ConnectionCheck(store().layout(), new Engine(), environment, expiry),
                () -> {
                    throw new IllegalStateException("no certificates are made");
                },
                console.console(),
                environment,
                Ticker.system(),
                true);
    }

    private Driver driver() {
        return new IdleDriver(new DriverContext("box", root, console.console(), environment(), Ticker.system())) {
            @Override
            public Capabilities capabilities() {
                return Capabilities.EXISTING_HOST;
            }
        };
    }

    private Machine machine() {
        String client = root.resolve("client").toString();
        return new MachineDocument(
                        store().layout(),
                        "box",
                        new MachineDocument.Certificates(
                                client + "/ca.crt", "", client + "/me.crt", client + "/me.key"))
                .machine("box", "cloud");
    }

    private ExtrasFile extras() {
        return new ExtrasFile(store().layout().extras("box"));
    }

    /** Logs in to the host, and expects that nothing else is asked for. */
    private final class OnHost extends NoProvisioning {
        @Override
        public <T> T onHost(Machine machine, Driver driver, Function<KnownHost, T> work) {
            HostFacts facts = HostFacts.parse(remote.query(HostFacts.COMMAND).output());
            return work.apply(new KnownHost(new Host(remote, facts), Distros.find(OsRelease.parse(DEBIAN), facts)));
        }
    }

    private final class Engine implements EngineClient {
        @Override
        public EngineVersion about(String url, EngineTls tls, Duration deadline) {
            return new EngineVersion("28.2.2", "1.50");
        }

        @Override
        public Expiry checkTls(String authority, EngineTls tls, Duration deadline) {
            if (!refusal.isEmpty()) {
                throw new JmException(refusal);
            }
            return new Expiry(Expiry.Owner.ENGINE, Instant.MAX);
        }
    }

    @Test
    void nothingOnTheHostIsChangedAndTheClientsFilesAreCopied() throws IOException {
        Files.createDirectories(root.resolve("client"));
        for (String file : List.of("ca.crt", "me.crt", "me.key")) {
            Files.writeString(root.resolve("client").resolve(file), file);
        }
        creation().create(machine(), driver(), ADOPTED);
        assertEquals(List.of(), remote.changes);
        assertTrue(extras().isAdopted());
        assertFalse(extras().isUnfinished());
        Path directory = store().layout().machine("box");
        assertEquals("me.key", Files.readString(directory.resolve("key.pem")));
        assertEquals("ca.crt", Files.readString(directory.resolve("ca.pem")));
        assertTrue(console.out().contains("Found Docker 28.2.2 on the host, which stays as it is\n"), console.out());
    }

    @Test
    void aHostWithoutAnEngineIsRefused() {
        remote.engineVersion = "";
        String message = assertThrows(JmException.class, () -> creation().create(machine(), driver(), ADOPTED))
                .getMessage();
        assertTrue(message.contains("the host has no Docker engine to adopt"), message);
        assertEquals(List.of(), remote.changes);
    }

    @Test
    void anEngineThatDoesNotFitCanBeTriedAgainAndIsStillNotChanged() {
        refusal = "connection refused";
        String message = assertThrows(JmException.class, () -> creation().create(machine(), driver(), ADOPTED))
                .getMessage();
        assertTrue(message.contains("the engine cannot be adopted"), message);
        assertTrue(message.contains("connection refused\n"), message);
        assertTrue(message.contains("--tls-client-cert"), message);
        assertTrue(extras().isUnfinished());
        refusal = "";
        creation().resume(store().load("box"), any -> driver(), true);
        assertEquals(List.of(), remote.changes);
        assertFalse(extras().isUnfinished());
    }

    @Test
    void whatChangesAnAdoptedEngineIsRefusedBeforeTheLogin() {
        creation().create(machine(), driver(), ADOPTED);
        Provisioning real = Provisioning.overSsh(
                store().layout(),
                target -> {
                    throw new IllegalStateException("a login");
                },
                new X509Issuer(Ticker.system()),
                console.console(),
                environment(),
                Ticker.system());
        Upgrade upgrade =
                new Upgrade(real, store().layout(), new Engine(), console.console(), environment(), Ticker.system());
        Machine machine = store().load("box");
        for (Runnable change : List.<Runnable>of(
                () -> real.provision(machine, driver()),
                () -> real.renewCertificates(machine, driver()),
                () -> upgrade.run(machine, driver()))) {
            String message = assertThrows(JmException.class, change::run).getMessage();
            assertTrue(message.contains("\"jm provision --force box\" configures it"), message);
        }
        extras().setAdopted(false);
        assertThrows(IllegalStateException.class, () -> real.provision(machine, driver()));
    }
}
