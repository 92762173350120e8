package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.testkit.StandIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Launches whose end is not known, and creates that go on. */
class Ec2RecoveryTest extends Ec2Fixture {
    private static final String LOST = "The instance ID 'i-1' does not exist";

    private BiFunction<Map<String, String>, Integer, CloudReply> unknownFor(int calls) {
        return (call, count) -> count <= calls ? kit.ec2.error(400, "InvalidInstanceID.NotFound", LOST) : null;
    }

    /** EC2 launches, but answers something else. */
    private void launchAndAnswer(int status, String code) {
        kit.ec2.instead.put("RunInstances", (call, count) -> {
            if (count == 1) {
                kit.ec2.usual("RunInstances", call);
            }
            return kit.ec2.error(status, count == 1 ? "InternalError" : code, "no");
        });
    }

    /** The tokens show nothing until the machine's clock has passed that time. */
    private void hideUntil(Instant appears) {
        kit.ec2.instead.put(
                "DescribeInstances",
                (call, count) ->
                        call.containsKey("Filter.1.Name") && kit.ticker.now().isBefore(appears)
                                ? kit.ec2.reservations(List.of())
                                : null);
    }

    private String token() {
        return kit.saved().path("Id").asText();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeInstances", "DescribeSecurityGroups", "DescribeKeyPairs"})
    void aResumeThatFailsKeepsAFinishedInstance(String action) {
        kit.created();
        kit.ec2.instead.put(action, (call, count) -> kit.ec2.error(503, "RequestLimitExceeded", "Slow down"));
        AmazonEc2Driver resumed = kit.loaded();
        String message = assertThrows(JmException.class, resumed::create).getMessage();
        assertTrue(message.contains("RequestLimitExceeded"), message);
        assertEquals("running", kit.ec2.machine("i-1").state);
        assertEquals(1, kit.ec2.keyPairs.size());
        assertEquals("i-1", resumed.config().path("InstanceId").asText());
        kit.ec2.instead.clear();
        kit.loaded().create();
        assertEquals(1, kit.ec2.machines.size());
    }

    @Test
    void aResumeThatFindsItsInstanceStoppedKeepsIt() {
        kit.created();
        kit.ec2.machine("i-1").state = "stopped";
        String message = assertThrows(JmException.class, kit.loaded()::create).getMessage();
        assertTrue(message.contains("instance i-1 is stopped"), message);
        assertEquals("stopped", kit.ec2.machine("i-1").state);
        assertEquals(1, kit.ec2.keyPairs.size());
    }

    @Test
    void aResumeRemovesWhatItLaunchedItself() {
        kit.created();
        kit.ec2.machine("i-1").state = "terminated";
        kit.ec2.pendingPolls = 1000;
        assertThrows(JmException.class, kit.loaded()::create);
        assertEquals(2, kit.ec2.machines.size());
        assertEquals(List.of(), kit.ec2.left());
    }

    @ParameterizedTest
    @CsvSource({
        "503, RequestLimitExceeded",
        "401, AuthFailure",
        "400, IdempotentParameterMismatch",
        "500, InternalError",
        "403, UnauthorizedOperation"
    })
    void anInstanceWhoseAnswerWasLostIsFoundByItsToken(int status, String code) {
        launchAndAnswer(status, code);
        hideUntil(kit.ticker.now().plus(Duration.ofMinutes(2)));
        AmazonEc2Driver driver = kit.created("retries=1");
        assertEquals(List.of("i-1"), List.copyOf(kit.ec2.machines.keySet()));
        assertEquals("i-1", driver.config().path("InstanceId").asText());
        assertEquals("198.51.100.1", driver.ip());
    }

    @Test
    void anInstanceThatAppearsMuchLaterIsRemovedByRm() {
        launchAndAnswer(503, "RequestLimitExceeded");
        hideUntil(kit.ticker.now().plus(Duration.ofHours(1)));
        String message = failure("retries=1").getMessage();
        String token = token();
        assertTrue(message.contains("with the client token " + token), message);
        assertTrue(message.contains("jm rm m1"), message);
        kit.ticker.pass(Duration.ofHours(1));
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void anInstanceThatAppearsMuchLaterIsTakenOverByAResume() {
        launchAndAnswer(503, "RequestLimitExceeded");
        hideUntil(kit.ticker.now().plus(Duration.ofHours(1)));
        failure("retries=1");
        kit.ec2.instead.remove("RunInstances");
        kit.ticker.pass(Duration.ofHours(1));
        AmazonEc2Driver resumed = kit.loaded();
        resumed.create();
        assertEquals(List.of("i-1"), List.copyOf(kit.ec2.machines.keySet()));
        assertEquals("i-1", resumed.config().path("InstanceId").asText());
        assertEquals("", resumed.config().path("LaunchedAt").asText(""));
    }

    @Test
    void aResumeLaunchesWithTheSameTokenWhatIsNotToBeSeen() {
        launchAndAnswer(503, "RequestLimitExceeded");
        hideUntil(Instant.MAX);
        failure("retries=1");
        String token = token();
        kit.ec2.instead.remove("RunInstances");
        kit.ec2.machines.clear();
        kit.loaded().create();
        assertEquals(token, kit.ec2.machine("i-2").launch.get("ClientToken"));
    }

    @Test
    void aRemoveThatFindsNoInstanceNamesTheTokenForWhichItLooked() {
        kit.ec2.instead.put("RunInstances", (call, count) -> kit.ec2.error(500, "InternalError", "no"));
        failure("retries=0");
        Instant start = kit.ticker.now();
        kit.loaded().remove();
        assertTrue(kit.console.out().contains("client token " + token()), kit.console.out());
        assertTrue(Duration.between(start, kit.ticker.now()).compareTo(Duration.ofMinutes(3)) < 0);
        assertEquals(List.of(), kit.ec2.left());
        assertEquals("", kit.saved().path("LaunchedAt").asText(""));
    }

    @Test
    void aLaunchThatWasRefusedIsNotLookedFor() {
        kit.ec2.instead.put("RunInstances", (call, count) -> kit.ec2.error(400, "InvalidParameterValue", "no"));
        assertEquals(
                "Error launching instance: InvalidParameterValue: no\n\tstatus code: 400, request id: request-id",
                failure().getMessage());
        assertFalse(kit.ec2.actions.contains("DescribeInstances"));
        assertEquals("", kit.saved().path("LaunchedAt").asText(""));
    }

    @Test
    void aSpotInstanceInDoubtIsNotReplacedByOneOnDemand() {
        launchAndAnswer(500, "InsufficientInstanceCapacity");
        hideUntil(kit.ticker.now().plus(Duration.ofMinutes(1)));
        kit.created("request-spot-instance=true", "spot-fallback=true", "retries=1");
        assertEquals(1, kit.ec2.machines.size());
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    private void killedAfterTheLaunch() {
        AmazonEc2Driver driver = kit.prepared();
        kit.ec2.instead.put("DescribeInstances", (call, count) -> {
            throw new StandIn.Killed();
        });
        assertThrows(StandIn.Killed.class, driver::create);
        assertEquals("i-1", kit.saved().path("InstanceId").asText());
        kit.ec2.instead.clear();
    }

    @Test
    void aResumeWaitsForAnInstanceThatEc2DoesNotKnowYet() {
        killedAfterTheLaunch();
        kit.ec2.instead.put("DescribeInstances", unknownFor(5));
        kit.loaded().create();
        assertEquals(List.of("i-1"), List.copyOf(kit.ec2.machines.keySet()));
    }

    @Test
    void aRemoveWaitsForAnInstanceThatEc2DoesNotKnowYet() {
        killedAfterTheLaunch();
        kit.ec2.instead.put("TerminateInstances", unknownFor(5));
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void anInstanceThatIsUnknownForLongIsGone() {
        killedAfterTheLaunch();
        kit.ec2.machines.clear();
        kit.ticker.pass(Duration.ofMinutes(3));
        Instant start = kit.ticker.now();
        kit.loaded().create();
        assertEquals(List.of("i-2"), List.copyOf(kit.ec2.machines.keySet()));
        assertTrue(Duration.between(start, kit.ticker.now()).compareTo(Duration.ofMinutes(1)) < 0);
    }
}
