package io.jm.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.Ticker;
import io.jm.driver.Driver;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.testkit.FakeMachines;
import io.jm.tls.X509Issuer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine of these tests is at 192.0.2.5. */
class AddressWarningTest {
    @TempDir
    Path folder;

    @Test
    void namesWhatMendsACertificateForAnotherAddress() {
        issueFor("192.0.2.4");
        assertEquals(
                "The certificate of the machine \"box\" does not name its address 192.0.2.5;"
                        + " \"jm regenerate-certs box\" gives it one that does.\n",
                told());
    }

    @Test
    void saysNothingOfACertificateThatNamesTheAddress() {
        issueFor("192.0.2.5");
        assertEquals("", told());
    }

    @Test
    void saysNothingWhereThereIsNoCertificate() {
        assertEquals("", told());
    }

    private void issueFor(String address) {
        X509Issuer issuer = new X509Issuer(Ticker.system());
        Path authority = folder.resolve("ca.pem");
        Path authorityKey = folder.resolve("ca-key.pem");
        issuer.issueCa(authority, authorityKey, "me");
        issuer.issueServer(
                folder.resolve("server.pem"),
                folder.resolve("server-key.pem"),
                authority,
                authorityKey,
                "me.box",
                List.of(address, "localhost"));
    }

    private String told() {
        FakeMachines fake = new FakeMachines(folder);
        ObjectNode document = fake.store.add("box", "cloud", "tcp://192.0.2.5:2376");
        ((ObjectNode) document.path("HostOptions").path("AuthOptions"))
                .put("ServerCertPath", folder.resolve("server.pem").toString());
        Environment environment = fake.environment("jm");
        Machine machine = fake.store.load("box");
        try (Driver driver = fake.machineDrivers(environment).open(machine)) {
            new AddressWarning(fake.store.layout(), fake.console, environment).of(machine, driver);
        }
        fake.console.flush();
        return fake.output.err();
    }
}
