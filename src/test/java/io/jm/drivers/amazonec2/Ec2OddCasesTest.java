package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.testkit.StandIn;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What EC2 does on bad days. */
class Ec2OddCasesTest extends Ec2Fixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeVpcs",
                "DescribeSubnets",
                "DescribeInstanceTypes",
                "DescribeImages",
                "DescribeInstanceTypeOfferings",
                "ImportKeyPair",
                "DescribeSecurityGroups",
                "CreateSecurityGroup",
                "AuthorizeSecurityGroupIngress",
                "RunInstances",
                "DescribeInstances"
            })
    void threeThrottledAnswersDelayOnly(String action) {
        kit.ec2.instead.put(
                action, (call, count) -> count <= 3 ? kit.ec2.error(503, "RequestLimitExceeded", "Slow down") : null);
        kit.created();
        assertEquals(1, kit.ec2.machines.size());
        assertTrue(kit.ec2.actions.stream().filter(action::equals).count() >= 4);
    }

    @Test
    void aLostAnswerOfTheLaunchMakesOneInstance() {
        AmazonEc2Driver driver = kit.prepared();
        kit.ec2.startOver();
        kit.ec2.failAt(6, StandIn.Failure.ANSWER_LOST);
        driver.create();
        assertEquals(2, Collections.frequency(kit.ec2.actions, "RunInstances"));
        assertEquals(List.of("i-1"), List.copyOf(kit.ec2.machines.keySet()));
        assertEquals("i-1", driver.config().path("InstanceId").asText());
    }

    @Test
    void anInstanceOfALostAnswerIsFoundLaterIfItCannotBeLookedFor() {
        kit.ec2.instead.put("RunInstances", (call, count) -> {
            kit.ec2.usual("RunInstances", call);
            return kit.ec2.error(500, "InternalError", "An internal error has occurred");
        });
        kit.ec2.instead.put("DescribeInstances", (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "no"));
        String message = failure().getMessage();
        assertTrue(message.contains("unable to look for an instance of this machine: Unauthorized"), message);
        kit.ec2.instead.clear();
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void anInstanceMayBeUnknownAtFirstAndPendingForLong() {
        kit.ec2.pendingPolls = 8;
        kit.ec2.instead.put(
                "DescribeInstances",
                (call, count) -> count <= 3
                        ? kit.ec2.error(400, "InvalidInstanceID.NotFound", "The instance ID does not exist")
                        : count == 4 ? kit.ec2.reservations(List.of()) : null);
        assertEquals("198.51.100.1", kit.created().ip());
    }

    @Test
    void anInstanceThatStaysUnknownEndsTheWaitAfterAMinute() {
        kit.ec2.instead.put(
                "DescribeInstances",
                (call, count) -> call.containsKey("InstanceId.1")
                        ? kit.ec2.error(400, "InvalidInstanceID.NotFound", "The instance ID does not exist")
                        : null);
        Instant start = kit.ticker.now();
        assertTrue(failure().getMessage().contains("InvalidInstanceID.NotFound"));
        assertTrue(Duration.between(start, kit.ticker.now()).compareTo(Duration.ofSeconds(90)) < 0);
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void aTerminatedLaunchTellsItsReasonAtOnce() {
        kit.ec2.instead.put("DescribeInstances", (call, count) -> {
            kit.ec2.machines.values().forEach(machine -> {
                machine.state = "shutting-down";
                machine.reason = "Client.VolumeLimitExceeded";
            });
            return null;
        });
        Instant start = kit.ticker.now();
        assertEquals(
                "instance i-1 is shutting-down: Client.VolumeLimitExceeded: because",
                failure().getMessage());
        assertTrue(Duration.between(start, kit.ticker.now()).compareTo(Duration.ofSeconds(5)) < 0);
        assertEquals(List.of(), kit.ec2.left());
        assertEquals("", kit.saved().path("InstanceId").asText());
        assertEquals("", kit.saved().path("KeyName").asText());
    }

    @Test
    void whatTheCleanUpCannotRemoveStaysOnRecordAndIsNamed() {
        kit.ec2.pendingPolls = 1000;
        kit.ec2.instead.put(
                "TerminateInstances",
                (call, count) -> kit.ec2.error(400, "OperationNotPermitted", "The instance may not be terminated"));
        kit.ec2.instead.put(
                "DeleteKeyPair",
                (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "You are not authorized"));
        String message = failure().getMessage();
        assertTrue(message.startsWith("instance i-1 did not run with an address within 300 seconds"), message);
        assertTrue(message.contains("jm rm m1"), message);
        assertTrue(message.contains("unable to terminate instance: OperationNotPermitted"), message);
        assertTrue(message.contains("unable to delete key pair m1-"), message);
        assertEquals("i-1", kit.saved().path("InstanceId").asText());
        assertTrue(kit.saved().path("KeyName").asText().matches("m1-[a-z]{5}"));
        kit.ec2.instead.clear();
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void anEmptyAnswerOfTheLaunchIsAnError() {
        kit.ec2.instead.put("RunInstances", (call, count) -> kit.ec2.ok("<instancesSet/>"));
        String message = failure().getMessage();
        assertTrue(message.startsWith("Error launching instance: unexpected AWS API response\n"), message);
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void aNewInstanceProfileIsWaitedFor() {
        kit.ec2.instead.put(
                "RunInstances",
                (call, count) -> count <= 2
                        ? kit.ec2.error(
                                400,
                                "InvalidParameterValue",
                                "Value (p) for parameter iamInstanceProfile.name is invalid")
                        : null);
        kit.created("iam-instance-profile=p");
        assertEquals(1, kit.ec2.machines.size());
        kit.ec2.instead.put(
                "RunInstances",
                (call, count) ->
                        kit.ec2.error(400, "InvalidParameterValue", "Value (p) for parameter iamInstanceProfile.name"));
        assertTrue(failure("iam-instance-profile=p").getMessage().startsWith("Error launching instance: Invalid"));
    }

    @Test
    void twoCreatesOfTheSameGroupBothSucceed() {
        kit.ec2.instead.put("CreateSecurityGroup", (call, count) -> {
            kit.ec2.usual("CreateSecurityGroup", call);
            return count == 1 ? kit.ec2.error(400, "InvalidGroup.Duplicate", "The group already exists") : null;
        });
        kit.ec2.instead.put("AuthorizeSecurityGroupIngress", (call, count) -> {
            if (count == 1) {
                kit.ec2.ports("docker-machine").add("22/tcp");
            }
            return null;
        });
        kit.created("open-port=53/udp");
        assertEquals(
                new TreeSet<>(List.of("22/tcp", "2376/tcp", "53/udp")), new TreeSet<>(kit.ec2.ports("docker-machine")));
    }

    @ParameterizedTest
    @ValueSource(longs = {20, -20, 360})
    void aWrongClockIsCorrectedOnce(long minutes) {
        Duration difference = Duration.ofMinutes(minutes);
        kit.internet = request -> {
            kit.ticker.pass(difference);
            try {
                String sent = request.headers().getOrDefault("X-Amz-Date", "");
                Instant signed = Instant.parse(
                        sent.replaceAll("(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z", "$1-$2-$3T$4:$5:$6Z"));
                boolean right = Duration.between(signed, kit.ticker.now()).abs().toMinutes() < 5;
                return right ? kit.ec2.send(request) : kit.ec2.error(400, "RequestExpired", "Request has expired.");
            } finally {
                kit.ticker.pass(difference.negated());
            }
        };
        kit.created();
        assertEquals(1, kit.ec2.machines.size());
    }

    @Test
    void aClockThatIsWrongInAnotherWayIsToldClearly() {
        kit.internet = request -> {
            kit.ticker.pass(Duration.ofHours(6));
            try {
                return kit.ec2.error(
                        400, "AuthFailure", "AWS was not able to validate the provided access credentials");
            } finally {
                kit.ticker.pass(Duration.ofHours(-6));
            }
        };
        JmException error = assertThrows(JmException.class, kit::prepared);
        assertTrue(error.getMessage().contains("AuthFailure: AWS was not able"), error.getMessage());
        assertTrue(error.getMessage().contains("360 minutes behind the server's"), error.getMessage());
    }

    @Test
    void badAnswersAreReadWithCare() {
        kit.ec2.instead.put("DescribeVpcs", (call, count) -> switch (count) {
            case 1 -> raw(503, "<html><body>Service Unavailable</body></html>");
            case 2 -> raw(200, "<DescribeVpcsResponse><vpcSet><item>");
            case 3 -> raw(500, "");
            default -> null;
        });
        assertEquals("vpc-1", kit.created().config().path("VpcId").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><vpcSet><item><vpcId>&x;</vpcId></item></vpcSet></a>",
                "<!DOCTYPE a [<!ENTITY x \"vpc-9\">]><a><vpcSet><item><vpcId>&x;</vpcId></item></vpcSet></a>",
                "<a><vpcSet><item><vpcId>&x;</vpcId></item></vpcSet></a>"
            })
    void entitiesAreRefused(String body) {
        kit.ec2.instead.put("DescribeVpcs", (call, count) -> raw(200, body));
        JmException error = assertThrows(JmException.class, () -> kit.prepared("retries=0"));
        assertTrue(error.getMessage().startsWith("SerializationError: failed decoding"), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TerminateInstances", "DeleteKeyPair"})
    void aPageWithTheStatusOfSuccessDoesNotMeanThatAThingIsGone(String action) {
        kit.created("retries=0");
        kit.ec2.instead.put(action, (call, count) -> raw(200, "<html><body>please log in</body></html>"));
        String message = assertThrows(JmException.class, kit.loaded()::remove).getMessage();
        assertTrue(message.contains("expected element type <Response> but have <html>"), message);
        kit.ec2.instead.clear();
        kit.loaded().remove();
        assertEquals(List.of(), kit.ec2.left());
    }

    @Test
    void aRedirectIsAnError() {
        kit.ec2.instead.put("DescribeVpcs", (call, count) -> raw(301, "<html/>"));
        JmException error = assertThrows(JmException.class, kit::prepared);
        assertEquals(
                "SerializationError: failed decoding EC2 Query error response\ncaused by: expected element type <Response>"
                        + " but have <html>",
                error.getMessage());
    }

    @Test
    void noSecretIsLogged() throws IOException {
        kit = new Ec2Kit(directory.resolve("debug"), "m1", true);
        kit.created("session-token=token-of-the-test");
        kit.loaded().remove();
        assertTrue(
                kit.console.err().contains("ec2: POST https://ec2.us-east-1.amazonaws.com/: 200"), kit.console.err());
        for (String secret : List.of("secret-of-the-test", "token-of-the-test", "AWS4-HMAC", "PublicKeyMaterial")) {
            assertFalse(kit.console.all().contains(secret), secret);
        }
    }
}
