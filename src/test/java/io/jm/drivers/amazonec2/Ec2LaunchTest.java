package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jm.base.JmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is launched, and what is refused before. */
class Ec2LaunchTest extends Ec2Fixture {
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
    void aListWhoseNextPageIsTheSameIsAnErrorAndNotTheWholeList() {
        kit.ec2.instead.put(
                "DescribeSubnets",
                (call, count) -> kit.ec2.ok(
                        "<subnetSet><item><subnetId>subnet-1</subnetId>"
                                + "<availabilityZone>us-east-1a</availabilityZone></item></subnetSet><nextToken>1</nextToken>"));
        String message = assertThrows(JmException.class, () -> kit.created()).getMessage();
        assertTrue(message.contains("EC2 sends a list that does not end: DescribeSubnets"), message);
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
}
