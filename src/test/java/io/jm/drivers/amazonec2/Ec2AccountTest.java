package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.driver.Existence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine without keys on record, and a user whose profile may be of another account by now. */
class Ec2AccountTest extends Ec2Fixture {
    @BeforeEach
    void makeProfile() throws IOException {
        Path aws = Files.createDirectories(directory.resolve("home/.aws"));
        Files.writeString(aws.resolve("credentials"), "[work]\naws_access_key_id=AKIAWORK\naws_secret_access_key=s\n");
    }

    private void create(String... more) {
        String[] options = new String[more.length + 1];
        options[0] = "profile=work";
        System.arraycopy(more, 0, options, 1, more.length);
        AmazonEc2Driver driver = kit.driver();
        driver.configure(kit.options(options));
        driver.preCreateCheck();
        driver.create();
        kit.last = driver.config();
        assertEquals("", kit.saved().path("AccessKey").asText());
        kit.ec2.actions.clear();
    }

    /** From now on the profile is of another account, which has a key pair of that name. */
    private void changeAccount() {
        kit.ec2.machines.clear();
        kit.ec2.groups.clear();
        kit.ec2.keyPairs.replaceAll((name, key) -> "c3NoLXJzYSBCQkJCIG90aGVy");
    }

    private String failedRemove() {
        String message = assertThrows(JmException.class, kit.loaded()::remove).getMessage();
        assertFalse(kit.ec2.actions.contains("DeleteKeyPair"));
        return message;
    }

    @Test
    void anotherAccountForgetsNoMachineAndLosesNoKeyPair() {
        create();
        changeAccount();
        String message = failedRemove();
        assertTrue(message.contains("AWS does not know i-1 with these credentials"), message);
        assertTrue(message.contains("rm -f"), message);
        assertEquals(1, kit.ec2.keyPairs.size());
        assertEquals("i-1", kit.saved().path("InstanceId").asText());
        assertFalse(kit.saved().path("KeyName").asText().isEmpty());
    }

    @Test
    void anotherAccountGetsNoSecondInstance() {
        create();
        changeAccount();
        String message = assertThrows(JmException.class, kit.loaded()::create).getMessage();
        assertTrue(message.contains("AWS does not know i-1 with these credentials"), message);
        assertFalse(kit.ec2.actions.contains("RunInstances"));
        assertEquals("i-1", kit.saved().path("InstanceId").asText());
    }

    @Test
    void theKeyPairShowsThatTheInstanceIsGone() {
        create();
        kit.ec2.machines.clear();
        kit.loaded().remove();
        assertTrue(kit.console.out().contains("Remote instance does not exist"), kit.console.out());
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void theSecurityGroupShowsThatTheInstanceIsGone() {
        create();
        kit.ec2.machines.clear();
        kit.ec2.keyPairs.clear();
        kit.loaded().remove();
        assertEquals("", kit.saved().path("InstanceId").asText());
    }

    @Test
    void aKeyPairOfTheUserShowsNothing() throws IOException {
        Files.writeString(kit.store.resolve("key"), "a private key");
        Files.writeString(kit.store.resolve("key.pub"), "ssh-rsa AAAA");
        kit.ec2.keyPairs.put("mine", "c3NoLXJzYSBBQUFB");
        create("keypair-name=mine", "ssh-keypath=key");
        kit.ec2.machines.clear();
        kit.ec2.groups.clear();
        assertTrue(failedRemove().contains("AWS does not know i-1"));
    }

    @Test
    void anInstanceThatIsThereNeedsNoFurtherLook() {
        create();
        kit.loaded().remove();
        assertEquals(List.of("TerminateInstances", "DeleteKeyPair"), kit.ec2.actions);
    }

    @Test
    void anotherAccountForgetsNoLaunchInDoubt() {
        kit.ec2.instead.put("RunInstances", (call, count) -> kit.ec2.error(500, "InternalError", "no"));
        kit.ec2.instead.put("DeleteKeyPair", (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "no"));
        assertThrows(JmException.class, () -> create("retries=0"));
        kit.ticker.pass(Duration.ofMinutes(5));
        changeAccount();
        kit.ec2.actions.clear();
        String message = failedRemove();
        assertTrue(message.contains("client token " + kit.saved().path("Id").asText()), message);
        assertFalse(kit.saved().path("LaunchedAt").asText().isEmpty());
    }

    @Test
    void aKeyPairWithAnotherKeyIsNotDeleted() {
        kit.ec2.instead.put("CreateSecurityGroup", (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "no"));
        kit.ec2.instead.put("DeleteKeyPair", (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "no"));
        assertThrows(JmException.class, this::create);
        kit.ec2.instead.clear();
        changeAccount();
        kit.ec2.actions.clear();
        String message = failedRemove();
        assertTrue(message.contains("has another key"), message);
        kit.ec2.keyPairs.clear();
        kit.loaded().remove();
        assertEquals("", kit.saved().path("KeyName").asText());
    }

    @Test
    void anInstanceExistsUntilItIsTerminated() {
        create();
        assertEquals(Existence.EXISTS, kit.loaded().existence());
        kit.ec2.machine("i-1").state = "shutting-down";
        assertEquals(Existence.EXISTS, kit.loaded().existence());
        kit.ec2.machine("i-1").state = "terminated";
        assertEquals(Existence.GONE, kit.loaded().existence());
    }

    @Test
    void whatTheAccountOfTheMachineDoesNotKnowIsGone() {
        create();
        kit.ec2.machines.clear();
        assertEquals(Existence.GONE, kit.loaded().existence());
        assertFalse(kit.ec2.actions.contains("TerminateInstances"), "asking changes nothing");
    }

    @Test
    void whatAnotherAccountDoesNotKnowIsNotGone() {
        create();
        changeAccount();
        String message =
                assertThrows(JmException.class, kit.loaded()::existence).getMessage();
        assertTrue(message.contains("AWS does not know i-1 with these credentials"), message);
    }

    @Test
    void refusedCredentialsDoNotMeanThatItIsGone() {
        create();
        kit.ec2.instead.put("DescribeInstances", (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "no"));
        assertThrows(JmException.class, kit.loaded()::existence);
    }
}
