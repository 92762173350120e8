package io.jm.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.ErrorCode;
import io.jm.base.JmException;
import io.jm.base.Ticker;
import io.jm.certs.ExpiryWarning;
import io.jm.connection.ConnectionCheck.Mode;
import io.jm.driver.Capabilities;
import io.jm.driver.Driver;
import io.jm.machine.ExtrasFile;
import io.jm.machine.Machine;
import io.jm.os.Environment;
import io.jm.testkit.FakeMachines;
import io.jm.testkit.FakeStore;
import io.jm.tls.Expiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionCheckTest {
    private FakeMachines fake;

    @BeforeEach
    void open(@TempDir Path folder) {
        fake = new FakeMachines(folder);
    }

    private ClientConnection connect(String program, boolean swarm, Mode mode) {
        Environment environment = fake.environment(program);
        Machine machine = fake.store.load("m");
        try (Driver driver = fake.machineDrivers(environment).open(machine)) {
            return new ConnectionCheck(
                            fake.store.layout(),
                            fake.engine,
                            environment,
                            new ExpiryWarning(fake.console, environment, Ticker.system()))
                    .to(machine, driver, swarm, mode);
        }
    }

    private String failure(String program, boolean swarm) {
        return assertThrows(JmException.class, () -> connect(program, swarm, Mode.ALWAYS))
                .getMessage();
    }

    private void tlsOff() throws IOException {
        Files.createDirectories(fake.store.layout().machine("m"));
        Files.writeString(fake.store.layout().extras("m"), "{\"none\":{\"tls\":\"off\"}}");
    }

    @Test
    void checksTheEngineAsDockerMachineDoes() {
        fake.store.add("m", "none", "tcp://a:1");
        ClientConnection connection = connect("docker-machine", false, Mode.DEFAULT);
        assertEquals(List.of("a:1"), fake.engine.asked);
        assertEquals("tcp://a:1", connection.url());
        assertEquals(fake.store.layout().machine("m"), connection.certificates());
        assertTrue(connection.tls());
    }

    @Test
    void takesARecordForTrueWhenCalledAsJm() {
        fake.store.add("m", "none", "tcp://a:1");
        connect("jm", false, Mode.DEFAULT);
        assertEquals(List.of(), fake.engine.asked);
    }

    @Test
    void checksHostsUnderBothNames() {
        fake.drivers.capabilities = Capabilities.INSTANCE;
        fake.store.add("m", "cloud", "tcp://a:1");
        connect("jm", false, Mode.DEFAULT);
        assertEquals(List.of("a:1"), fake.engine.asked);
    }

    @Test
    void theUserHasTheLastWord() {
        fake.store.add("m", "none", "tcp://a:1");
        connect("docker-machine", false, Mode.of(false, true));
        assertEquals(List.of(), fake.engine.asked);
        connect("jm", false, Mode.of(true, false));
        assertEquals(List.of("a:1"), fake.engine.asked);
    }

    @Test
    void saysWhyTheCheckFailed() {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.tlsFailures.put("a:1", "dial tcp a:1: connect: connection refused");
        assertEquals("""
                Error checking and/or regenerating the certs: There was an error validating certificates for host \
                "a:1": dial tcp a:1: connect: connection refused
                You can attempt to regenerate them using 'docker-machine regenerate-certs [name]'.
                Be advised that this will trigger a Docker daemon restart which might stop running containers.
                """, failure("docker-machine", false));
    }

    @Test
    void anEngineThatDoesNotAnswerNeedsNoCertificates() {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.silent.put("a:1", "dial tcp a:1: connect: connection refused");
        assertEquals("""
                The engine of the machine "m" does not answer: dial tcp a:1: connect: connection refused
                "jm doctor m" finds the cause\
                """, failure("jm", false));
        assertTrue(failure("docker-machine", false).contains("regenerate-certs [name]"), "what scripts match stays");
    }

    @Test
    void provisionStartsAnEngineThatIsStoppedUnlessItWasAdopted() throws IOException {
        fake.drivers.capabilities = Capabilities.EXISTING_HOST;
        fake.store.add("m", "cloud", "tcp://a:1");
        fake.engine.silent.put("a:1", "EOF");
        JmException failure = assertThrows(JmException.class, () -> connect("jm", false, Mode.DEFAULT));
        assertEquals("""
                The engine of the machine "m" does not answer: EOF
                "jm doctor m" finds the cause, "jm provision m" starts an engine that is stopped\
                """, failure.getMessage());
        assertEquals(ErrorCode.ENGINE, failure.errorCode());
        Files.createDirectories(fake.store.layout().machine("m"));
        new ExtrasFile(fake.store.layout().extras("m")).setAdopted(true);
        assertTrue(failure("jm", false).endsWith("\n\"jm doctor m\" finds the cause"), failure("jm", false));
    }

    @Test
    void aHostThatDoesNotAnswerIsToldWithWhatFindsTheCause() {
        fake.drivers.capabilities = Capabilities.EXISTING_HOST;
        FakeStore.driver(fake.store.add("m", "x", "")).put("URLError", "Host is not running");
        assertEquals("Host is not running\n\"jm doctor m\" finds the cause", failure("jm", false));
        assertEquals("Host is not running", failure("docker-machine", false));
    }

    @Test
    void anEngineBehindAJumpHostIsReachedThroughSsh() throws IOException {
        fake.store.add("m", "none", "tcp://a:1");
        Files.createDirectories(fake.store.layout().machine("m"));
        Files.writeString(fake.store.layout().extras("m"), "{\"sshJump\":\"ops@bastion\"}");
        fake.engine.silent.put("a:1", "dial tcp a:1: i/o timeout");
        assertEquals("""
                The engine of the machine "m" does not answer: dial tcp a:1: i/o timeout
                Only SSH goes through the jump host ops@bastion of the machine. To use its engine through SSH, run: \
                jm context create --ssh m\
                """, failure("jm", false));
        fake.engine.silent.clear();
        fake.engine.tlsFailures.put("a:1", "x509: certificate has expired");
        assertTrue(failure("jm", false).contains("regenerate-certs [name]"), failure("jm", false));
    }

    @Test
    void warnsThirtyDaysBeforeACertificateOfTheConnectionExpires() {
        fake.store.add("m", "none", "tcp://a:1");
        connect("jm", false, Mode.ALWAYS);
        assertEquals("", fake.output.err());

        fake.engine.expiry = Instant.now().plus(Duration.ofDays(29));
        fake.drivers.capabilities = Capabilities.INSTANCE;
        connect("jm", false, Mode.ALWAYS);
        String output = fake.output.err();
        assertTrue(output.startsWith("A certificate of the machine \"m\" expires at " + fake.engine.expiry), output);
        assertTrue(output.endsWith("\"jm regenerate-certs --client-certs m\" renews it.\n"), output);
    }

    @Test
    void namesTheCertificateOfARecordedMachineAndARemedyOnlyWhereThereIsOne() {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.expiry = Instant.now().plus(Duration.ofDays(29));
        assertEquals(
                "The certificate of the engine of the machine \"m\" expires at " + fake.engine.expiry
                        + "; the engine's administrator has to renew it.\n",
                warned(Expiry.Owner.ENGINE));
        assertEquals(
                "The certificate " + fake.store.layout().certs().resolve("cert.pem") + " expires at "
                        + fake.engine.expiry + "; \"jm regenerate-certs --client-certs m\" renews it.\n",
                warned(Expiry.Owner.CLIENT));
        ((ObjectNode) fake.store.load("m").document().path("HostOptions").path("AuthOptions"))
                .put("CaCertPath", "/own/ca.pem");
        assertEquals(
                "The certificate /own/ca.pem expires at " + fake.engine.expiry + "; replace it with a new one.\n",
                warned(Expiry.Owner.CA));
    }

    private String warned(Expiry.Owner owner) {
        fake.output.clear();
        fake.engine.expiryOf = owner;
        connect("jm", false, Mode.ALWAYS);
        return fake.output.err();
    }

    @Test
    void aMachineWithoutAddressHasNoConnection() {
        FakeStore.driver(fake.store.add("m", "x", "")).put("URLError", "Host is not running");
        assertEquals("Host is not running", failure("jm", false));
    }

    @Test
    void anAddressThatIsNoneIsToldSo() {
        fake.store.add("m", "none", "tcp://%zz");
        assertTrue(failure("jm", false).startsWith("Error parsing URL: parse "));
    }

    @Test
    void theSwarmIsAtTheMastersPort() {
        FakeStore.swarm(fake.store.add("m", "none", "tcp://a:1"))
                .put("Master", true)
                .put("Host", "tcp://0.0.0.0:3376");
        assertEquals(
                "tcp://a:3376", connect("docker-machine", true, Mode.DEFAULT).url());
        assertEquals(List.of("a:3376"), fake.engine.asked);
    }

    @Test
    void theSwarmOfAnAddressOfVersionSixKeepsItsBrackets() {
        FakeStore.swarm(fake.store.add("m", "none", "tcp://[::1]:1"))
                .put("Master", true)
                .put("Host", "tcp://0.0.0.0:3376");
        assertEquals("tcp://[::1]:3376", connect("jm", true, Mode.DEFAULT).url());
    }

    @Test
    void onlyMastersHaveASwarm() {
        fake.store.add("m", "none", "tcp://a:1");
        assertEquals(
                "\"m\" is not a swarm master. The --swarm flag is intended for use with swarm masters",
                failure("jm", true));
    }

    @Test
    void aSwarmWithoutPortIsAnErrorAndNoCrash() {
        FakeStore.swarm(fake.store.add("m", "none", "tcp://a:1"))
                .put("Master", true)
                .put("Host", "tcp://0.0.0.0");
        assertTrue(failure("jm", true).startsWith("There was an error parsing the url: "));
    }

    @Test
    void aSwarmThatIsDownIsToldApartFromAnEngineThatIsDown() {
        FakeStore.swarm(fake.store.add("m", "none", "tcp://a:1"))
                .put("Master", true)
                .put("Host", "tcp://0.0.0.0:3376");
        fake.engine.tlsFailures.put("a:3376", "refused");
        assertEquals(
                "Connection to Swarm cannot be checked but the certs are valid. Maybe swarm is not started",
                failure("docker-machine", true));
        fake.engine.tlsFailures.put("a:1", "refused");
        assertTrue(failure("docker-machine", true).contains("host \"a:3376\": refused"));
    }

    @Test
    void anEngineRecordedAsPlainIsAskedWithoutTls() throws IOException {
        fake.store.add("m", "none", "tcp://a:1");
        fake.engine.versions.put("http://a:1", "28.2.2");
        tlsOff();
        assertFalse(connect("docker-machine", false, Mode.DEFAULT).tls());
        assertEquals(List.of("http://a:1"), fake.engine.asked);
    }

    @Test
    void aDockerClientGetsAnAddressThatItKnows() {
        fake.store.add("m", "none", "https://a:1/x");
        assertEquals("tcp://a:1/x", connect("jm", false, Mode.DEFAULT).url());
        assertEquals(
                "https://a:1/x", connect("docker-machine", false, Mode.DEFAULT).url());
        fake.store.add("m", "none", "http://a:1");
        assertEquals("tcp://a:1", connect("jm", false, Mode.DEFAULT).url());
        assertFalse(connect("jm", false, Mode.DEFAULT).tls());
    }

    @Test
    void anAddressForSshNeedsNoTlsAndCannotBeAsked() throws IOException {
        fake.store.add("m", "none", "ssh://me@a:22");
        ClientConnection connection = connect("jm", false, Mode.DEFAULT);
        assertEquals("ssh://me@a:22", connection.url());
        assertFalse(connection.tls());
        tlsOff();
        assertFalse(connect("docker-machine", false, Mode.DEFAULT).tls());
        assertEquals(List.of(), fake.engine.asked);
    }

    @Test
    void whatIsSaidAboutTlsCountsForEveryScheme() throws IOException {
        fake.engine.versions.put("unix:///s", "28.2.2");
        fake.engine.versions.put("http://a:1", "28.2.2");
        tlsOff();
        for (String url : List.of("unix:///s", "http://a:1", "https://a:1")) {
            fake.store.add("m", "none", url);
            assertFalse(connect("docker-machine", false, Mode.DEFAULT).tls(), url);
        }
    }

    @Test
    void aSocketNeedsNoTlsWhenCalledAsJm() {
        fake.store.add("m", "none", "unix:///var/run/docker.sock");
        assertFalse(connect("jm", false, Mode.DEFAULT).tls());
        assertTrue(connect("docker-machine", false, Mode.NEVER).tls());
    }
}
