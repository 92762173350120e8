package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import io.jm.cloud.CloudReply;
import io.jm.testkit.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What EC2 does on bad days. */
class Ec2OddCasesTest {
    @TempDir
    Path directory;

    private Ec2Kit kit;

    @BeforeEach
    void makeKit() throws IOException {
        kit = new Ec2Kit(directory);
    }

    private JmException failure(String... options) {
        AmazonEc2Driver driver = kit.prepared(options);
        return assertThrows(JmException.class, driver::create);
    }

    private static CloudReply raw(int status, String body) {
        return new CloudReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

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
        assertEquals(
                "Error launching instance: unexpected AWS API response",
                failure().getMessage());
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

    @Test
    void groupsOfTheUserStayAsTheyAre() {
        kit.ec2.groups.put("mine", new ArrayList<>());
        kit.created("security-group=mine", "open-port=80");
        assertEquals(List.of(), kit.ec2.groups.get("mine"));
        assertFalse(kit.ec2.actions.contains("AuthorizeSecurityGroupIngress"));
        assertTrue(kit.console.out().contains("The open ports 80 are not opened"), kit.console.out());
    }

    @Test
    void onlyTheGivenRangesMayConnect() {
        kit.created("ingress-cidr=203.0.113.0/24", "ingress-cidr=2001:db8::/32");
        Map<String, String> call = kit.ec2.calls.get(kit.ec2.actions.indexOf("AuthorizeSecurityGroupIngress"));
        assertEquals("203.0.113.0/24", call.get("IpPermissions.1.IpRanges.1.CidrIp"));
        assertEquals("2001:db8::/32", call.get("IpPermissions.1.Ipv6Ranges.1.CidrIpv6"));
        assertFalse(call.containsValue("0.0.0.0/0"));
    }

    @Test
    void theNewestImageIsOnTheLastPage() {
        kit.ec2.instead.put("DescribeImages", (call, count) -> {
            String token = call.getOrDefault("NextToken", "1");
            String image =
                    Ec2StandIn.image("ami-0" + token, "2026-0" + token + "-01T00:00:00.000Z", "x86_64", "/dev/sda1", 8);
            int next = Integer.parseInt(token) + 1;
            return kit.ec2.ok(
                    "<imagesSet>" + image + "</imagesSet>" + (next > 3 ? "" : "<nextToken>" + next + "</nextToken>"));
        });
        assertEquals("ami-03", kit.created().config().path("AMI").asText());
    }

    @Test
    void theFirstOfManySubnetsIsTakenUnlessOneIsTheDefault() {
        kit.ec2.instead.put("DescribeSubnets", (call, count) -> {
            StringBuilder items = new StringBuilder();
            int page = Integer.parseInt(call.getOrDefault("NextToken", "0"));
            for (int i = 0; i < 500; i++) {
                int number = page * 500 + i;
                items.append("<item><subnetId>subnet-").append(number);
                items.append("</subnetId><availabilityZone>us-east-1a</availabilityZone><defaultForAz>");
                items.append(number == 777).append("</defaultForAz></item>");
            }
            return kit.ec2.ok("<subnetSet>" + items + "</subnetSet>" + (page == 0 ? "<nextToken>1</nextToken>" : ""));
        });
        assertEquals("subnet-777", kit.created().config().path("SubnetId").asText());
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
    void withoutSpotCapacityTheUserDecides() {
        kit.ec2.instead.put(
                "RunInstances",
                (call, count) -> call.containsKey("InstanceMarketOptions.MarketType")
                        ? kit.ec2.error(500, "InsufficientInstanceCapacity", "There is no Spot capacity available")
                        : null);
        String message = failure("request-spot-instance=true").getMessage();
        assertTrue(message.startsWith("Error request spot instance in the zone us-east-1a: Insufficient"), message);
        assertEquals(List.of(), kit.ec2.left());

        AmazonEc2Driver driver = kit.created("request-spot-instance=true", "spot-fallback=true");
        Map<String, String> launch = kit.ec2.machine("i-1").launch;
        assertEquals(driver.config().path("Id").asText() + "-od", launch.get("ClientToken"));
        assertEquals("", driver.config().path("SpotInstanceRequestId").asText(""));
    }

    @Test
    void aSpotInstanceIsRecordedWithItsRequestAndCannotBeStopped() {
        AmazonEc2Driver driver =
                kit.created("request-spot-instance=true", "spot-price=0.10", "block-duration-minutes=60");
        Map<String, String> launch = kit.ec2.machine("i-1").launch;
        assertEquals("one-time", launch.get("InstanceMarketOptions.SpotOptions.SpotInstanceType"));
        assertEquals("0.10", launch.get("InstanceMarketOptions.SpotOptions.MaxPrice"));
        assertEquals("sir-i-1", driver.config().path("SpotInstanceRequestId").asText());
        assertTrue(kit.console.out().contains("(m1) Waiting for spot instance...\n"));
        assertTrue(kit.console.out().contains("(m1) Created spot instance request sir-i-1\n"));
        kit.ec2.instead.put(
                "StopInstances",
                (call, count) -> kit.ec2.error(400, "UnsupportedOperation", "You can't stop a one-time Spot Instance"));
        JmException error = assertThrows(JmException.class, driver::stop);
        assertTrue(error.getMessage().contains("remove it with: jm rm m1"), error.getMessage());
    }

    @Test
    void tagsAreInTheLaunchAndTheUsersNameWins() {
        kit.created("tags=owner,jörg,Name,other,empty,,odd");
        Map<String, String> launch = kit.ec2.machine("i-1").launch;
        assertTrue(kit.console.out().contains("Tags are not key value in pairs. 7 elements found"));
        for (int kind = 1; kind <= 3; kind++) {
            String prefix = "TagSpecification." + kind + ".Tag.";
            assertEquals("other", launch.get(prefix + "1.Value"));
            assertEquals("jörg", launch.get(prefix + "2.Value"));
            assertEquals("empty", launch.get(prefix + "3.Key"));
            assertFalse(launch.containsKey(prefix + "4.Key"));
        }
    }

    @Test
    void theImageDecidesAboutDeviceAndSize() {
        kit.ec2.images.clear();
        kit.ec2.images.add(Ec2StandIn.image("ami-0debian", "2026-01-01T00:00:00.000Z", "x86_64", "/dev/xvda", 20));
        kit.created("ami=ami-0debian");
        Map<String, String> launch = kit.ec2.machine("i-1").launch;
        assertEquals("/dev/xvda", launch.get("BlockDeviceMapping.1.DeviceName"));
        assertEquals("20", launch.get("BlockDeviceMapping.1.Ebs.VolumeSize"));
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeAnythingIsMade() {
        kit.ec2.images.clear();
        kit.ec2.images.add(Ec2StandIn.image("ami-0arm", "2026-01-01T00:00:00.000Z", "arm64", "/dev/sda1", 8));
        assertTrue(refusal("ami=ami-0arm").contains("is for arm64"));
        kit.ec2.images.clear();
        assertEquals("AMI ami-0none not found on region us-east-1", refusal("ami=ami-0none"));
        assertEquals(
                "unable to find a subnet that is both in the zone us-east-1a and belonging to VPC ID vpc-1",
                refusalWithout("DescribeSubnets", "<subnetSet/>"));
        makeImages();
        kit.ec2.zones = List.of("us-east-1c", "us-east-1b");
        assertTrue(refusal().contains("not offered in the zone us-east-1a, but in us-east-1b, us-east-1c"));
        assertEquals(List.of(), kit.ec2.left());
    }

    private void makeImages() {
        kit.ec2.instead.clear();
        kit.ec2.images.add(Ec2StandIn.image("ami-0new", "2026-01-01T00:00:00.000Z", "x86_64", "/dev/sda1", 8));
    }

    private String refusal(String... options) {
        return assertThrows(JmException.class, () -> kit.prepared(options)).getMessage();
    }

    private String refusalWithout(String action, String answer) {
        kit.ec2.instead.put(action, (call, count) -> kit.ec2.ok(answer));
        return refusal();
    }

    @Test
    void aRegionWithoutTheDefaultTypeGetsItsSuccessor() {
        kit.ec2.zones = List.of();
        assertEquals("t3.micro", kit.created().config().path("InstanceType").asText());
        assertTrue(refusal("instance-type=m1.small").contains("is not offered in the region us-east-1"));
    }

    @Test
    void anImageThatIsNotListedIsLookedUpInThePublicParameters() {
        kit.ec2.instead.put(
                "DescribeImages",
                (call, count) -> call.containsKey("Owner.1")
                        ? kit.ec2.error(403, "UnauthorizedOperation", "You are not authorized")
                        : null);
        List<String> asked = new ArrayList<>();
        kit.internet = request -> {
            if (!request.uri().getHost().startsWith("ssm.")) {
                return kit.ec2.send(request);
            }
            asked.add(request.uri() + " " + request.headers().get("X-Amz-Target") + " "
                    + new String(request.body(), StandardCharsets.UTF_8));
            return raw(200, "{\"Parameter\":{\"Value\":\"ami-0public\"}}");
        };
        assertEquals("ami-0public", kit.created().config().path("AMI").asText());
        assertEquals(
                List.of(
                        "https://ssm.us-east-1.amazonaws.com/ AmazonSSM.GetParameter {\"Name\":\"/aws/service/canonical/"
                                + "ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id\"}"),
                asked);
        String message = refusal("endpoint=https://ec2.example.com");
        assertTrue(message.contains("give one with --amazonec2-ami"), message);
        assertEquals(1, asked.size());
    }

    @Test
    void anotherApiNeedNotListItsTypes() {
        kit.ec2.zones = List.of();
        kit.created("endpoint=https://ec2.example.com", "instance-type=m1.small");
        assertEquals(1, kit.ec2.machines.size());
    }

    @Test
    void narrowPermissionsAreEnough() {
        for (String action : List.of("DescribeImages", "DescribeInstanceTypes", "DescribeInstanceTypeOfferings")) {
            kit.ec2.instead.put(
                    action, (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "You are not authorized"));
        }
        assertEquals(
                "ami-0given", kit.created("ami=ami-0given").config().path("AMI").asText());
    }

    @Test
    void encryptionMetadataAndIpv6AreAskedFor() {
        kit.created(
                "kms-key=alias/k",
                "volume-type=gp3",
                "volume-iops=4000",
                "volume-throughput=250",
                "http-tokens=required",
                "metadata-token-response-hop-limit=2",
                "http-endpoint=enabled",
                "ipv6-address-count=1",
                "ipv6-address-only=true",
                "enable-primary-ipv6=true");
        Map<String, String> launch = kit.ec2.machine("i-1").launch;
        String disk = "BlockDeviceMapping.1.Ebs.";
        assertEquals("true", launch.get(disk + "Encrypted"));
        assertEquals("alias/k", launch.get(disk + "KmsKeyId"));
        assertEquals("4000", launch.get(disk + "Iops"));
        assertEquals("250", launch.get(disk + "Throughput"));
        assertEquals("required", launch.get("MetadataOptions.HttpTokens"));
        assertEquals("2", launch.get("MetadataOptions.HttpPutResponseHopLimit"));
        assertEquals("enabled", launch.get("MetadataOptions.HttpEndpoint"));
        assertEquals("1", launch.get("NetworkInterface.1.Ipv6AddressCount"));
        assertEquals("true", launch.get("NetworkInterface.1.PrimaryIpv6"));
        assertEquals("false", launch.get("NetworkInterface.1.AssociatePublicIpAddress"));
        assertEquals("tcp://[2001:db8::1]:2376", kit.loaded().url());
        assertEquals(
                "https://ec2.us-east-1.api.aws/",
                kit.ec2.requests().get(0).uri().toString());
    }

    @Test
    void namesWithDotsAndCapitalsAreFine() throws IOException {
        kit = new Ec2Kit(directory.resolve("other"), "Web.1-A");
        kit.created();
        assertTrue(kit.ec2.keyPairs.keySet().iterator().next().matches("Web\\.1-A-[a-z]{5}"));
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
