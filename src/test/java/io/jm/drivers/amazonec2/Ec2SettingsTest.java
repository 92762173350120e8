package io.jm.drivers.amazonec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jm.base.JmException;
import io.jm.driver.CreateFlag;
import io.jm.go.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2SettingsTest extends Ec2Fixture {
    private static final String[] KEYS = {"access-key=AKIAEXAMPLE", "secret-key=secret-of-the-test"};

    private static String[] with(String... options) {
        return Stream.concat(Stream.of(KEYS), Stream.of(options)).toArray(String[]::new);
    }

    private ObjectNode configured(String... options) {
        AmazonEc2Driver driver = kit.driver();
        driver.configure(kit.options(with(options)));
        return driver.config();
    }

    private String refusal(String... options) {
        return assertThrows(JmException.class, () -> configured(options)).getMessage();
    }

    @Test
    void theOptionsOfDockerMachineComeFirstInItsOrderWithItsDefaults() throws IOException {
        JsonNode recorded = JsonReader.read(Files.readString(Path.of("src/test/resources/amazonec2/flags.json")));
        List<CreateFlag> flags = kit.driver().createFlags();
        int number = 0;
        for (JsonNode flag : recorded.path("flags")) {
            CreateFlag own = flags.get(number++);
            assertEquals(flag.path("name").asText(), own.name());
            assertEquals(flag.path("env").asText(""), own.environmentVariable(), own.name());
            String value = own instanceof CreateFlag.Text text
                    ? text.defaultValue()
                    : own instanceof CreateFlag.Number count
                            ? Long.toString(count.defaultValue())
                            : own instanceof CreateFlag.TextList list ? String.join(",", list.defaultValue()) : "false";
            String expected = flag.path("default").isArray()
                    ? String.join(",", list(flag.path("default")))
                    : flag.path("default").asText();
            assertEquals(expected, value, own.name());
            assertFalse(own.addition(), own.name());
        }
        assertEquals(32, number);
        flags.subList(number, flags.size()).forEach(flag -> assertTrue(flag.addition(), flag.name()));
    }

    private static List<String> list(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region=mars-1 | Invalid region specified",
                "region=us_east | Invalid region specified",
                "insecure-transport=true | using --amazonec2-insecure-transport also requires --amazonec2-endpoint",
                "keypair-name=k | using --amazonec2-keypair-name also requires --amazonec2-ssh-keypath",
                "open-port=http | invalid port number http: strconv.ParseInt: parsing \"http\": invalid syntax",
                "open-port=99999999999999999999 | invalid port number 99999999999999999999: strconv.ParseInt: parsing"
                        + " \"99999999999999999999\": value out of range",
                "open-port=80/icmp | --amazonec2-open-port: the protocol must be tcp or udp, not \"icmp\"",
                "userdata=none.txt | unable to read --amazonec2-userdata file",
                "http-endpoint=on | httpEndpoint must be either enabled or disabled",
                "metadata-token=yes | httpToken must be either optional or required",
                "http-protocol-ipv6=yes | httpProtocolIpv6 must be either enabled or disabled",
                "ipv6-address-only=true | ipv6AddressCount must be greater than zero when Ipv6AddressOnly is true",
                "ingress-cidr=10.0.0.0/33 | --amazonec2-ingress-cidr: \"10.0.0.0/33\" is not a range of addresses, such as"
                        + " 203.0.113.0/24 or 2001:db8::/32",
                "tags=aws:x,1 | --amazonec2-tags: \"aws:x\" cannot be a tag: keys have 1 to 128 characters and do not start"
                        + " with aws:, values have up to 256",
                "profile=nosuch | there is no profile \"nosuch\" in ~/.aws/config or ~/.aws/credentials; see: aws configure"
                        + " list-profiles"
            })
    void refusesWithoutAnyRequest(String option, String message) {
        String[] options = option.startsWith("profile=")
                ? new String[] {option, "access-key=", "secret-key="}
                : new String[] {option};
        assertEquals(message, refusal(options));
        assertEquals(List.of(), kit.ec2.actions);
    }

    @Test
    void twoOptionsForTheSameMustNotDiffer() {
        assertEquals(
                "--amazonec2-metadata-token and --amazonec2-http-tokens must not differ",
                refusal("metadata-token=optional", "http-tokens=required"));
        assertEquals(
                "--amazonec2-volume-kms-key and --amazonec2-kms-key must not differ",
                refusal("volume-kms-key=a", "kms-key=b"));
        configured("kms-key=a", "volume-kms-key=a");
    }

    @Test
    void everyRegionIsPossible() {
        assertEquals(
                "ap-southeast-7",
                configured("region=ap-southeast-7").path("Region").asText());
        assertEquals(
                "us-gov-west-1",
                configured("region=us-gov-west-1").path("Region").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"us east", "a/b", "a,b", "a\r\nX-Header: b", "-", "a:1@b"})
    void aRegionOfAnotherServerIsAName(String region) {
        assertEquals("Invalid region specified", refusal("endpoint=https://ec2.example.com", "region=" + region));
        assertEquals(List.of(), kit.ec2.actions);
        kit.created("endpoint=https://ec2.example.com", "region=us_east");
        kit.saved().put("Region", region);
        String message = assertThrows(JmException.class, kit.loaded()::state).getMessage();
        assertTrue(message.startsWith("Invalid region specified"), message);
    }

    @Test
    void aRoleInARegionThatIsNoneOfAwsIsAnError() throws IOException {
        Path aws = Files.createDirectories(directory.resolve("home/.aws"));
        Files.writeString(
                aws.resolve("config"),
                "[profile p]\nrole_arn = r\nsource_profile = s\n[profile s]\naws_access_key_id=A\n"
                        + "aws_secret_access_key=s\n");
        AmazonEc2Driver driver = kit.driver();
        String message = assertThrows(
                        JmException.class,
                        () -> driver.configure(
                                kit.options("profile=p", "endpoint=https://ec2.example.com", "region=us_east")))
                .getMessage();
        assertTrue(message.contains("AWS has no region \"us_east\""), message);
    }

    @Test
    void emptyKeysOfForksStay() {
        kit.created();
        assertFalse(kit.saved().has("VolumeEncrypted"));
        kit.saved().put("VolumeEncrypted", false);
        kit.saved().put("HttpTokens", "");
        kit.saved().put("LaunchedAt", "");
        ObjectNode written = kit.loaded().config();
        assertTrue(written.path("VolumeEncrypted").isBoolean());
        assertTrue(written.path("HttpTokens").isTextual());
        assertFalse(written.has("MetadataTokenSetting"));
        assertFalse(written.has("LaunchedAt"));
    }

    @Test
    void theRegionComesFromTheOptionTheVariablesTheProfile() throws IOException {
        Path aws = Files.createDirectories(directory.resolve("home/.aws"));
        Files.writeString(aws.resolve("config"), "[default]\nregion = eu-west-3\n");
        assertEquals("eu-west-3", configured().path("Region").asText());
        kit.variables.put("AWS_REGION", "eu-west-2");
        assertEquals("eu-west-2", configured().path("Region").asText());
        kit.variables.put("AWS_DEFAULT_REGION", "eu-west-1");
        assertEquals("eu-west-1", configured().path("Region").asText());
        assertEquals(
                "eu-north-1", configured("region=eu-north-1").path("Region").asText());
    }

    @Test
    void theDefaultVpcIsLookedUp() {
        assertEquals("vpc-1", configured().path("VpcId").asText());
        kit.ec2.instead.put("DescribeVpcs", (call, count) -> kit.ec2.ok("<vpcSet/>"));
        assertEquals(
                "amazonec2 driver requires either the --amazonec2-subnet-id or --amazonec2-vpc-id option or an AWS Account"
                        + " with a default vpc-id",
                refusal());
        kit.ec2.instead.put(
                "DescribeVpcs", (call, count) -> kit.ec2.error(403, "UnauthorizedOperation", "You are not authorized"));
        assertEquals(
                "UnauthorizedOperation: You are not authorized\n\tstatus code: 403, request id: request-id", refusal());
    }

    @Test
    void aSubnetAloneDecidesTheVpc() {
        ObjectNode config = configured("subnet-id=subnet-1");
        assertEquals("vpc-1", config.path("VpcId").asText());
        assertEquals(List.of("DescribeSubnets"), kit.ec2.actions);
        assertEquals(
                "SubnetId: subnet-1 does not belong to VpcId: vpc-2", refusal("subnet-id=subnet-1", "vpc-id=vpc-2"));
    }

    @Test
    void theSwarmMasterNeedsAPort() {
        assertEquals(
                "error parsing swarm host: parse \"tcp://[::bad\": missing ']' in host",
                refusal("swarm-master=true", "swarm-host=tcp://[::bad"));
        assertEquals(
                "error parsing swarm host: tcp://0.0.0.0 has no port",
                refusal("swarm-master=true", "swarm-host=tcp://0.0.0.0"));
    }

    @Test
    void userDataThatIsTooLargeIsRefused() throws IOException {
        Files.write(kit.store.resolve("large"), new byte[16_385]);
        assertTrue(refusal("userdata=large").contains("at most 16384"));
        Files.write(kit.store.resolve("large"), new byte[16_384]);
        configured("userdata=large");
    }

    @Test
    void whatDockerMachineLacksIsWrittenOnlyIfItIsUsed() {
        ObjectNode config = configured(
                "metadata-token=required",
                "metadata-token-response-hop-limit=2",
                "kms-key=alias/k",
                "ipv6-address-count=1",
                "ingress-cidr=203.0.113.0/24",
                "volume-iops=4000",
                "spot-fallback=true");
        List<String> names = new ArrayList<>();
        config.fieldNames().forEachRemaining(names::add);
        assertEquals(
                List.of(
                        "UserDataFile",
                        "MetadataTokenSetting",
                        "MetadataTokenResponseHopLimit",
                        "VolumeKmsKeyId",
                        "Ipv6AddressCount",
                        "IngressCidrs",
                        "VolumeIops",
                        "SpotFallback"),
                names.subList(names.indexOf("UserDataFile"), names.size()));
    }

    @Test
    void unknownKeysAndOtherCasesAreKept() {
        AmazonEc2Driver driver = kit.driver();
        ObjectNode config = configured();
        config.put("IPv6Address", "2001:db8::7");
        config.remove("RetryCount");
        config.put("instanceid", "i-7");
        config.remove("InstanceId");
        driver.load(config);
        assertEquals("2001:db8::7", driver.config().path("IPv6Address").asText());
        assertEquals(5, driver.config().path("RetryCount").asInt());
        assertEquals("i-7", driver.config().path("InstanceId").asText());
    }

    @Test
    void aProfileOnTheCommandLineStandsBeforeTheKeysOfTheEnvironment() throws IOException {
        Path aws = Files.createDirectories(directory.resolve("home/.aws"));
        Files.writeString(
                aws.resolve("credentials"), "[work]\naws_access_key_id = AKIAWORK\naws_secret_access_key = s\n");
        kit.variables.put("AWS_ACCESS_KEY_ID", "AKIAENV");
        kit.variables.put("AWS_SECRET_ACCESS_KEY", "s");
        AmazonEc2Driver driver = kit.driver();
        driver.configure(kit.options("profile=work"));
        assertEquals("", driver.config().path("AccessKey").asText());
        assertEquals("work", driver.config().path("Profile").asText());
        assertEquals("AKIAWORK", kit.ec2.user(kit.ec2.requests().get(0)));
    }

    @Test
    void withoutCredentialsNothingIsAsked() {
        JmException error = assertThrows(JmException.class, () -> kit.driver().configure(kit.options()));
        assertEquals(Ec2Access.NO_CREDENTIALS, error.getMessage());
        assertEquals(List.of(), kit.ec2.actions);
    }
}
