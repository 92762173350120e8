package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.Driver;
import io.jm.driver.MachineState;
import io.jm.ssh.SshException;
import io.jm.ssh.SshExecutor;
import io.jm.ssh.SshReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine that exists. */
class Ec2MachineTest extends Ec2Fixture {
    @BeforeEach
    void makeMachine() {
        kit.created();
        kit.ec2.actions.clear();
    }

    private Ec2StandIn.Machine instance() {
        return kit.ec2.machine("i-1");
    }

    private static String message(Executable action) {
        return assertThrows(JmException.class, action).getMessage();
    }

    @Test
    void oneCommandAsksOnce() {
        AmazonEc2Driver driver = kit.loaded();
        assertEquals("tcp://198.51.100.1:2376", driver.url());
        assertEquals("198.51.100.1", driver.ip());
        assertEquals(MachineState.RUNNING, driver.state());
        for (int login = 0; login < 26; login++) {
            kit.ticker.pass(Duration.ofSeconds(10));
            assertEquals("198.51.100.1", driver.sshHostname());
        }
        assertEquals(List.of("DescribeInstances"), kit.ec2.actions);
    }

    @ParameterizedTest
    @CsvSource({
        "pending, STARTING",
        "stopping, STOPPING",
        "shutting-down, STOPPING",
        "stopped, STOPPED",
        "terminated, ERROR",
        "new-state, ERROR"
    })
    void theStateIsTold(String state, MachineState expected) {
        kit.ec2.instead.put("DescribeInstances", (call, count) -> {
            instance().state = state;
            return kit.ec2.reservations(List.of(instance()));
        });
        assertEquals(expected, kit.loaded().state());
        assertEquals("Host is not running", message(() -> kit.loaded().url()));
        assertEquals(state.equals("new-state"), kit.console.out().contains("unrecognized instance state: new-state"));
    }

    @Test
    void anAddressThatChangedIsUsedAndTold() {
        kit.loaded().stop();
        assertEquals("No IP for instance i-1", message(() -> kit.loaded().ip()));
        instance().address = "198.51.100.77";
        AmazonEc2Driver driver = kit.loaded();
        driver.start();
        assertEquals("198.51.100.77", kit.saved().path("IPAddress").asText());
        assertTrue(kit.console.out().contains("jm regenerate-certs m1"), kit.console.out());
        instance().address = "198.51.100.78";
        assertEquals("tcp://198.51.100.78:2376", kit.loaded().url());
    }

    @Test
    void aStartWaitsForTheStop() {
        instance().state = "stopping";
        kit.ec2.instead.put("DescribeInstances", (call, count) -> {
            if (kit.ec2.actions.size() == 3) {
                instance().state = "stopped";
            }
            return null;
        });
        kit.loaded().start();
        assertEquals("StartInstances", kit.ec2.actions.get(3));
    }

    @Test
    void stopAndKillDifferByForce() {
        kit.loaded().stop();
        kit.loaded().kill();
        assertEquals("false", kit.ec2.calls.get(kit.ec2.calls.size() - 3).get("Force"));
        assertEquals("true", kit.ec2.calls.get(kit.ec2.calls.size() - 1).get("Force"));
    }

    @Test
    void aRestartWithoutLoginStillRestarts() {
        kit.loaded().restart();
        assertEquals(List.of("DescribeInstances", "RebootInstances"), kit.ec2.actions);
    }

    @Test
    void aRestartIsOverWhenAnotherBootAnswers() {
        AtomicInteger answers = new AtomicInteger();
        kit.ssh = () -> new SshExecutor() {
            @Override
            public SshReply run(String command) {
                assertTrue(command.contains("boot_id"), command);
                assertEquals(answers.get() > 0, kit.ec2.actions.contains("RebootInstances"));
                int number = answers.incrementAndGet();
                if (number == 3) {
                    throw new SshException("connection refused", SshException.Kind.REFUSED, null);
                }
                return new SshReply(0, number <= 2 ? "old" : "new");
            }

            @Override
            public SshReply runOnTerminal(String command) {
                return run(command);
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
        kit.loaded().restart();
        assertEquals(4, answers.get(), "before, the same boot again, no login, another boot");
        assertEquals(List.of("DescribeInstances", "RebootInstances"), kit.ec2.actions);
    }

    @Test
    void aTerminatedMachineCanOnlyBeRemoved() {
        instance().state = "terminated";
        instance().reason = "Client.UserInitiatedShutdown";
        String told = "instance i-1 is terminated: Client.UserInitiatedShutdown: because";
        assertEquals(told, message(() -> kit.loaded().start()));
        assertEquals(told, message(() -> kit.loaded().stop()));
        assertEquals(told, message(() -> kit.loaded().restart()));
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void anUnknownMachineCanBeRemoved() {
        kit.ec2.machines.clear();
        assertTrue(message(() -> kit.loaded().state()).startsWith("InvalidInstanceID.NotFound"));
        kit.loaded().remove();
        assertTrue(
                kit.console.out().contains("Remote instance does not exist, proceeding with removing local reference"));
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void anEmptyAnswerAndAMissingIdAreErrors() {
        kit.ec2.instead.put("DescribeInstances", (call, count) -> kit.ec2.reservations(List.of()));
        assertEquals("instance i-1 not found", message(() -> kit.loaded().state()));
        kit.ec2.actions.clear();
        kit.saved().put("InstanceId", "");
        assertTrue(message(() -> kit.loaded().state()).startsWith("instance not found"));
        assertEquals(List.of(), kit.ec2.actions);
    }

    @Test
    void aProtectedInstanceStaysAndItsKeyGoes() {
        kit.ec2.instead.put(
                "TerminateInstances",
                (call, count) -> kit.ec2.error(400, "OperationNotPermitted", "The instance may not be terminated"));
        assertTrue(
                message(() -> kit.loaded().remove()).startsWith("unable to terminate instance: OperationNotPermitted"));
        assertEquals(List.of("i-1"), kit.ec2.left());
        assertEquals("i-1", kit.saved().path("InstanceId").asText());
        assertEquals("", kit.saved().path("KeyName").asText());
    }

    @Test
    void anExistingKeyPairStays() throws IOException {
        kit.ec2.keyPairs.put("mine", "");
        Files.writeString(kit.store.resolve("key"), "a private key");
        Files.writeString(kit.store.resolve("key.pub"), "ssh-rsa AAAA");
        kit.created("keypair-name=mine", "ssh-keypath=key");
        kit.loaded().remove();
        assertTrue(kit.ec2.keyPairs.containsKey("mine"));
    }

    private void refuseRecordedKeys() {
        kit.internet = request -> kit.ec2.user(request).equals("AKIAEXAMPLE")
                ? kit.ec2.error(401, "AuthFailure", "AWS was not able to validate the provided access credentials")
                : kit.ec2.send(request);
    }

    @Test
    void otherCredentialsAreUsedIfTheRecordedAreRefused() {
        refuseRecordedKeys();
        assertTrue(message(() -> kit.loaded().state()).startsWith("AuthFailure"));
        kit.variables.put("AWS_ACCESS_KEY_ID", "AKIANEW");
        kit.variables.put("AWS_SECRET_ACCESS_KEY", "s");
        AmazonEc2Driver driver = kit.loaded();
        assertEquals(MachineState.RUNNING, driver.state());
        assertEquals("AKIAEXAMPLE", driver.config().path("AccessKey").asText());
        driver.remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void aMachineIsNotForgottenInTheWrongAccount() {
        refuseRecordedKeys();
        kit.variables.put("AWS_ACCESS_KEY_ID", "AKIAOTHER");
        kit.variables.put("AWS_SECRET_ACCESS_KEY", "s");
        kit.ec2.machines.clear();
        kit.ec2.groups.clear();
        kit.ec2.keyPairs.clear();
        Driver driver = kit.loaded();
        String message = message(driver::remove);
        assertTrue(message.contains("AWS does not know i-1 with these credentials"), message);
        assertFalse(message.toLowerCase(Locale.ROOT).matches("(?s).*not[ _-]?found.*"), message);
        assertFalse(kit.ec2.actions.contains("DeleteKeyPair"));
        assertEquals("i-1", kit.saved().path("InstanceId").asText());
    }

    @Test
    void mistypedKeysMakeNoMachineInAnotherAccount() throws IOException {
        kit = new Ec2Kit(directory.resolve("new"));
        refuseRecordedKeys();
        Path aws = Files.createDirectories(directory.resolve("new/home/.aws"));
        Files.writeString(
                aws.resolve("credentials"), "[default]\naws_access_key_id=AKIAOTHER\naws_secret_access_key=s\n");
        assertTrue(message(kit::prepared).startsWith("AuthFailure"));
        assertTrue(message(() -> kit.prepared("session-token=expired")).startsWith("AuthFailure"));
    }

    @Test
    void aSessionTokenThatExpiresDuringTheWaitIsReplaced() throws IOException {
        kit = new Ec2Kit(directory.resolve("session"));
        AmazonEc2Driver driver = kit.prepared("session-token=old");
        Path aws = Files.createDirectories(directory.resolve("session/home/.aws"));
        Files.writeString(
                aws.resolve("credentials"), "[default]\naws_access_key_id=AKIANEW\naws_secret_access_key=s\n");
        kit.internet = request -> kit.ec2.actions.contains("RunInstances")
                        && kit.ec2.user(request).equals("AKIAEXAMPLE")
                ? kit.ec2.error(400, "ExpiredToken", "The security token included in the request is expired")
                : kit.ec2.send(request);
        driver.create();
        assertEquals(1, Collections.frequency(kit.ec2.actions, "RunInstances"));
        assertEquals("198.51.100.1", driver.ip());
        ObjectNode config = driver.config();
        assertEquals("AKIAEXAMPLE", config.path("AccessKey").asText());
    }
}
