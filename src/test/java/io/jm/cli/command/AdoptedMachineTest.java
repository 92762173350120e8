package io.jm.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.driver.DriverContext;
import io.jm.driver.DriverName;
import io.jm.lifecycle.Provisioning;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.testkit.IdleDriver;
import io.jm.testkit.IssuedStore;
import io.jm.testkit.Jm;
import io.jm.testkit.NoProvisioning;
import io.jm.testkit.OwnDrivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do with a machine whose engine was there before, and stays as it is. */
class AdoptedMachineTest {
    private static final String ADOPTED =
            "The engine of \"box\" was adopted and stays as it is; \"jm provision --force box\" configures it as if jm had"
                    + " made it\n";

    private final List<String> configured = new ArrayList<>();
    private String failure = "";
    private IssuedStore store;

    @TempDir
    Path directory;

    @BeforeEach
    void record() throws IOException {
        store = new IssuedStore(directory);
        store.ca(IssuedStore.LONG).client(IssuedStore.LONG);
        store.machine("box", "cloud", "192.0.2.5", 2376, 22);
        extras().setAdopted(true);
        extras().setGroup("web");
    }

    private ExtrasFile extras() {
        return new ExtrasFile(store.layout.extras("box"));
    }

    private static Driver driver(DriverName name, DriverContext context) {
        return new IdleDriver(context) {
            @Override
            public Capabilities capabilities() {
                return Capabilities.EXISTING_HOST;
            }
        };
    }

    /** The program with its own provisioning, unless the test has one. */
    private Jm jm(@Nullable Provisioning provisioning) {
        return OwnDrivers.jm(store.environment(), AdoptedMachineTest::driver, provisioning);
    }

    private final class Recording extends NoProvisioning {
        @Override
        public void takeOver(Machine machine, Driver driver) {
            if (!failure.isEmpty()) {
                throw new JmException(failure);
            }
            configured.add(machine.name());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provision box",
                "provision --plan box",
                "provision --provision-script a.sh box",
                "regenerate-certs -f box",
                "upgrade box",
                "set box --engine-label a=b",
                "set box --tls-san x"
            })
    void whatWouldChangeItsEngineIsRefusedAndNothingIsRecorded(String line) throws IOException {
        Files.writeString(directory.resolve("a.sh"), "true\n");
        String before = extras().read().toString();
        Jm.Result result = jm(null).run(line.split(" ")).failed();
        assertEquals(ADOPTED, result.err());
        assertFalse(result.out().contains("# machine"), result.out());
        assertEquals(before, extras().read().toString());
        Machine machine = store.files.load("box");
        assertEquals(List.of(), machine.engine().labels());
        assertEquals(List.of(), machine.auth().serverCertSans());
    }

    @Test
    void aChangeByApplyIsRefusedAndTheRecordKeepsItsOptions() throws IOException {
        Files.writeString(directory.resolve("web.yaml"), """
                group: web
                machines:
                  box: {driver: cloud, options: {engine-label: [a=b]}}
                """);
        Jm.Result result = jm(null).run("apply", "-f", "web.yaml", "-y").failed();
        assertTrue(result.err().contains(ADOPTED), result.err());
        assertEquals(List.of(), store.files.load("box").engine().labels());
    }

    @Test
    void itsCertificateIsManagedElsewhere() {
        Jm jm = jm(null);
        assertEquals(
                "box: its certificate is managed elsewhere\n",
                jm.run("certs", "renew", "--all").succeeded().out());
        String refused = jm.run("certs", "renew", "box").failed().err();
        assertEquals(
                "The certificate of the engine of the machine \"box\" is managed elsewhere: jm cannot renew it\n",
                refused);
        String renewed = jm.run("regenerate-certs", "-f", "--client-certs", "box")
                .succeeded()
                .err();
        assertTrue(
                renewed.contains("The engine of the machine \"box\" keeps its certificate: it was adopted"), renewed);
        String list = jm.run("certs", "ls").succeeded().out();
        assertFalse(list.contains("box"), list);
    }

    @Test
    void doctorMissesNoCertificateOfIt() {
        String report = jm(null).run("doctor", "--offline", "box").succeeded().out();
        assertTrue(report.contains("box\n  ok     config.json\n0 errors"), report);
    }

    @Test
    void isAdoptedOnAnotherComputerToo() throws IOException {
        jm(null).run("export", "box", "-o", "box.zip").succeeded();
        Path other = Files.createDirectory(directory.resolve("other"));
        IssuedStore there = new IssuedStore(other);
        OwnDrivers.jm(there.environment(), AdoptedMachineTest::driver)
                .run("import", directory.resolve("box.zip").toString())
                .succeeded();
        assertTrue(new ExtrasFile(there.layout.extras("box")).isAdopted());
    }

    @Test
    void isTakenOverOnlyWhenAllOfItIsConfigured() {
        failure = "no login";
        assertEquals(
                "no login\n",
                jm(new Recording()).run("provision", "--force", "box").failed().err());
        assertTrue(extras().isAdopted());
        failure = "";
        jm(new Recording()).run("provision", "--force", "box").succeeded();
        assertEquals(List.of("box"), configured);
        assertFalse(extras().isAdopted());
    }
}
